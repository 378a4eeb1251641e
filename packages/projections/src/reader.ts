import { setTimeout } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import type { Position } from '@case-ledger/ledger'
import type { Pool, QueryResultRow } from 'pg'
import { storedPosition } from './checkpoint.ts'
import { countParkedEvents, countParkedPartitions } from './parking.ts'
import { type Projection, processorOf, schemaOf } from './projection.ts'

/** How a query is answered: only after the view has seen `atLeast`, the position that a write returned (D9). */
export type ReadOptions = { atLeast?: Position; timeoutMs?: number }

export const DEFAULT_TIMEOUT_MS = 5_000

/** Reads read models, whichever process builds them. */
export type Reader = {
  /** Waits until the projection has seen `position`; throws `projection.not_caught_up`. */
  atLeast(projection: Pick<Projection, 'name' | 'version'>, position: Position, timeoutMs?: number): Promise<void>
  /** Rows of a query; `sql` gets the projection's schema to put before its table names. */
  rows<R extends QueryResultRow>(
    projection: Pick<Projection, 'name' | 'version'>,
    options: ReadOptions,
    sql: (schema: string) => string,
    values?: readonly unknown[],
  ): Promise<R[]>
  /** Events of this partition that are set aside, so that its rows leave them out. */
  parkedEvents(projection: Pick<Projection, 'name' | 'version'>, partition: string): Promise<number>
  /** Partitions with such events: what a total over all rows calls `incomplete: n`. */
  parkedPartitions(projection: Pick<Projection, 'name' | 'version'>): Promise<number>
}

/** A reader that asks the stored checkpoint, ever less often the longer it has to wait. */
export const createReader = (pool: Pool): Reader => {
  const atLeast: Reader['atLeast'] = async (projection, wanted, timeoutMs = DEFAULT_TIMEOUT_MS) => {
    const processor = processorOf(projection)
    const deadline = AbortSignal.timeout(timeoutMs)
    let pause = 1
    for (;;) {
      const position = await storedPosition(pool, processor)
      if (position >= wanted) return
      if (deadline.aborted)
        throw new LedgerError('projection.not_caught_up', {
          detail: processor,
          values: { position: position.toString(), wanted: wanted.toString() },
        })
      await setTimeout(pause, undefined, { signal: deadline }).catch(() => undefined)
      pause = Math.min(pause * 2, 50)
    }
  }

  return readerWith(pool, atLeast)
}

/** A reader, given how to wait. */
export const readerWith = (pool: Pool, atLeast: Reader['atLeast']): Reader => ({
  atLeast,
  rows: async (projection, options, sql, values = []) => {
    if (options.atLeast !== undefined) await atLeast(projection, options.atLeast, options.timeoutMs)
    return (await pool.query(sql(schemaOf(projection)), [...values])).rows
  },
  parkedEvents: (projection, partition) => countParkedEvents(pool, processorOf(projection), partition),
  parkedPartitions: (projection) => countParkedPartitions(pool, processorOf(projection)),
})
