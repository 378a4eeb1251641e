import { LedgerError } from '@case-ledger/contracts'
import type pg from 'pg'
import { checkAppend } from '../check-append.ts'
import { follow } from '../follow.ts'
import { createHeadWatch } from '../head-watch.ts'
import type { Ledger } from '../port.ts'
import { asLedgerError, createPool, type Query, queryOf, repeatedly } from './connection.ts'
import { createGroupCommit, type SendBatch } from './group-commit.ts'
import { groupReads } from './group-read.ts'
import { ledgerMigrations, requireSchema } from './migrate.ts'
import { pollHead } from './poll-head.ts'
import { type Head, readAll, readHead, readStreams } from './read.ts'
import { sendBatch } from './send-batch.ts'
import { createWriter } from './writer.ts'

type Options = {
  /** Only for a store made with `settableClock`; every other keeps its server's time. */
  clock?: { now(): string }
} & ({ connectionString: string; pool?: undefined } | { pool: pg.Pool; connectionString?: undefined })

/** Longer than an append waits for its lock. Closing the connection gives no answer; cancelling might give a wrong one. */
const APPEND_TIMEOUT = 10_000

/**
 * Pages for one subscription. A restored store (another incarnation, or a head before what was read already) has other events
 * at the same positions: going on there would skip some in silence. Throws `ledger.restored`.
 */
const readingOneLife = (query: Query, found: (head: Head) => void): Ledger['readAll'] => {
  let life: string | undefined
  return (after, filter) =>
    readAll(query, after, filter, (head) => {
      const { position, incarnation } = head
      found(head)
      life ??= incarnation
      if (incarnation !== life || position < after)
        throw new LedgerError('ledger.restored', { values: { head: position.toString(), position: after.toString() } })
    })
}

/**
 * The ledger in PostgreSQL 15 or newer, schema `ledger` (see `migrateLedger`). Several processes may share one. A pool given
 * stays the giver's to end. Throws `run.schema_older` or `run.schema_newer` where the schema does not fit.
 */
export const createPostgresLedger = async (options: Options): Promise<Ledger> => {
  const pool = options.pool ?? createPool(options.connectionString)
  const closing = new AbortController()
  const run = queryOf(pool)
  const assertOpen = () => {
    if (closing.signal.aborted) throw new LedgerError('ledger.unavailable', { detail: 'this ledger is closed' })
  }
  const read = repeatedly(run)
  const reading: Query = async (text, values, name) => {
    assertOpen()
    return read(text, values, name)
  }
  const readGrouped = groupReads(readStreams(reading))
  const watch = pollHead(createHeadWatch(), () => readHead(reading))
  const writer = createWriter(pool)
  const append = queryOf(writer, APPEND_TIMEOUT)
  const send: SendBatch = (batch) => sendBatch(append, batch, options.clock?.now() ?? null)
  const commits = createGroupCommit(send, { rest: writer.rest })

  const ledger: Ledger = {
    stride: 1n,
    async append(append) {
      const size = checkAppend(append)
      assertOpen()
      const result = await commits.add(append, size)
      if (result.outcome === 'appended') watch.reached(result.lastPosition)
      return result
    },
    read: (stream, fromRevision = 0) => readGrouped(stream, fromRevision),
    readAll: (after, filter) => readAll(reading, after, filter),
    subscribe: (after, filter, signal) =>
      follow(
        { readAll: readingOneLife(reading, watch.found), beyond: watch.beyond },
        after,
        filter,
        AbortSignal.any([signal, closing.signal]),
      ),
    head: async () => (await readHead(reading)).position,
    incarnation: async () => (await readHead(reading)).incarnation,
    async recordedInOrder() {
      const [copy] = await reading<{ recordedInOrder: boolean }>(
        'select recorded_in_order as "recordedInOrder" from ledger.copy',
      )
      return copy?.recordedInOrder ?? true
    },
    async close() {
      closing.abort()
      watch.stop()
      await commits.idle()
      if (!options.pool && !pool.ended) await pool.end()
    },
  }

  try {
    await requireSchema(pool, ledgerMigrations)
  } catch (error) {
    await ledger.close()
    throw asLedgerError(error)
  }
  return ledger
}
