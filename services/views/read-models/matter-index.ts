import { categoryOf } from '@case-ledger/ledger'
import { defineProjection, insertRows, type Reader, type ReadOptions } from '@case-ledger/projections'

/** Which aggregates a matter has, of all services 案件链目录. */
export const matterIndex = defineProjection({
  name: 'matter-index',
  version: 1,
  reads: {},
  migrate: `
    create table targets (
      stream text primary key,
      matter text not null,
      aggregate text not null,
      "on" text,
      position bigint not null
    );
    create index targets_of_matter on targets (matter, position);`,
  // Streams do not depend on each other here: one that cannot be read hides itself only.
  partition: (event) => event.stream,
  handle: async (events, db) => {
    const openings = events.filter((event) => event.revision === 0 && event.header.matter !== undefined)
    const rows = openings.map(({ stream, header, position }) => ({
      stream,
      matter: header.matter,
      aggregate: categoryOf(stream),
      on: header.on,
      position,
    }))
    await insertRows(db, 'targets', rows)
  },
})

/** An aggregate of a matter, and the name it was opened with, if any. */
export type MatterTarget = { aggregate: string; stream: string; on?: string }

/** Aggregates of a matter, or those of one kind; oldest first. */
export const findTargets = async (
  reader: Reader,
  matter: string,
  aggregate?: string,
  options: ReadOptions = {},
): Promise<MatterTarget[]> => {
  const rows = await reader.rows<{ aggregate: string; stream: string; on: string | null }>(
    matterIndex,
    options,
    (schema) => `select aggregate, stream, "on" from ${schema}.targets
      where matter = $1 and ($2::text is null or aggregate = $2) order by position`,
    [matter, aggregate ?? null],
  )
  return rows.map(({ on, ...target }) => (on === null ? target : { ...target, on }))
}
