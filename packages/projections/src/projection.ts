import type { Stored } from '@case-ledger/contracts'
import type { Filter } from '@case-ledger/ledger'
import type { PoolClient } from 'pg'

/** What a projection may do with the database: query inside the transaction that also moves its checkpoint. */
export type Db = Pick<PoolClient, 'query'>

/** What can be known of an event without reading its data. */
export type Located = Pick<Stored, 'stream' | 'type' | 'header'>

type AnyEvent = { type: string; data: unknown }

/** A read model 读模型: disposable, built from events alone. */
export type Projection<E extends AnyEvent = AnyEvent> = {
  /** kebab-case, unique in the whole system. */
  name: string
  /** Raised with every change of what the rows mean; each version has its own PostgreSQL schema. */
  version: number
  /** Types or categories it reads; nothing else reaches it. */
  reads: Filter
  /** SQL that makes its tables, names unqualified; every table has a primary key and no serial, clock or random default. */
  migrate: string
  /** Events that depend on each other share a partition; a fault parks one partition only. Default: matter, else stream. */
  partition?: (event: Located) => string
  /**
   * Writes rows for a batch of events, in ledger order, table names unqualified. Free of clocks and random numbers; the rows
   * must not depend on where one batch ends. A throw rolls the batch back.
   */
  handle: (events: readonly Stored<E>[], db: Db) => Promise<void>
}

/** Lets a projection name the events it reads, so that `handle` sees their data typed. */
export const defineProjection = <E extends AnyEvent>(projection: Projection<E>): Projection =>
  projection as unknown as Projection

export const partitionByMatter = (event: Located): string => event.header.matter ?? event.stream

/** Name of its checkpoint: `matter-index@1`. */
export const processorOf = (projection: Pick<Projection, 'name' | 'version'>): string =>
  `${projection.name}@${projection.version}`

/** PostgreSQL schema that holds its tables: `matter_index_v1`. */
export const schemaOf = (projection: Pick<Projection, 'name' | 'version'>): string =>
  `${projection.name.replaceAll('-', '_')}_v${projection.version}`
