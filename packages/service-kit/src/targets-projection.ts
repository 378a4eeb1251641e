import { defineProjection, insertRows, type Projection, type Reader } from '@case-ledger/projections'
import type { ServiceModule } from './module.ts'
import type { Targets } from './targets.ts'

/** Each service keeps its own index of which of its aggregates stand in which matter (D6), so that it can run alone. */
export const targetsProjection = ({ name, aggregates }: ServiceModule): Projection =>
  defineProjection({
    name: `${name}-targets`,
    version: 1,
    reads: { categories: aggregates.map((aggregate) => aggregate.contract.aggregate) },
    migrate: `
      create table targets (
        stream text primary key,
        aggregate text not null,
        matter text not null,
        "on" text,
        position bigint not null
      );
      create index targets_of_matter on targets (matter, aggregate, position);`,
    // Streams do not depend on each other here: one that cannot be read hides itself only.
    partition: (event) => event.stream,
    handle: async (events, db) => {
      const opened = events.filter((event) => event.revision === 0 && event.header.matter !== undefined)
      const rows = opened.map(({ stream, header: { matter, on }, position }) => ({
        stream,
        aggregate: stream.slice(0, stream.indexOf('-')),
        matter,
        on,
        position,
      }))
      await insertRows(db, 'targets', rows)
    },
  })

/** Finds targets of all these modules' aggregates, each in its own service's index. */
export const projectedTargets = (modules: readonly ServiceModule[], reader: Reader): Targets => {
  const indexOf = new Map(
    modules.flatMap((module) => {
      const projection = targetsProjection(module)
      return module.aggregates.map(({ contract }) => [contract.aggregate, projection] as const)
    }),
  )
  return {
    async find(matter, aggregate, atLeast) {
      const rows = await reader.rows<{ stream: string; on: string | null }>(
        indexOf.get(aggregate)!,
        { ...(atLeast !== undefined && { atLeast }) },
        (schema) => `select stream, "on" from ${schema}.targets where matter = $1 and aggregate = $2 order by position`,
        [matter, aggregate],
      )
      return rows.map(({ stream, on }) => ({ stream, ...(on !== null && { on }) }))
    },
  }
}
