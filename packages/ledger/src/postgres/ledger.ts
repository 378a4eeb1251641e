import { LedgerError } from '@case-ledger/contracts'
import type pg from 'pg'
import { checkAppend } from '../check-append.ts'
import { follow } from '../follow.ts'
import { createHeadWatch } from '../head-watch.ts'
import type { Ledger } from '../port.ts'
import { asLedgerError, createPool, type Query, queryOf, repeatedly } from './connection.ts'
import { createGroupCommit } from './group-commit.ts'
import { ledgerMigrations, requireSchema } from './migrate.ts'
import { pollHead } from './poll-head.ts'
import { readAll, readHead, readStream } from './read.ts'
import { sendBatch } from './send-batch.ts'

type Options = {
  /** Only for a store made with `settableClock`; every other keeps its server's time. */
  clock?: { now(): string }
} & ({ connectionString: string; pool?: undefined } | { pool: pg.Pool; connectionString?: undefined })

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
  const reading: Query = async (text, values) => {
    assertOpen()
    return read(text, values)
  }
  const watch = pollHead(createHeadWatch(), () => readHead(reading))
  const commits = createGroupCommit((batch) => sendBatch(run, batch, options.clock?.now() ?? null))

  const ledger: Ledger = {
    async append(append) {
      const size = checkAppend(append)
      assertOpen()
      const result = await commits.add(append, size)
      if (result.outcome === 'appended') watch.reached(result.lastPosition)
      return result
    },
    read: (stream, fromRevision = 0) => readStream(reading, stream, fromRevision),
    readAll: (after, filter) => readAll(reading, after, filter),
    subscribe: (after, filter, signal) =>
      follow(
        { readAll: ledger.readAll, beyond: watch.beyond },
        after,
        filter,
        AbortSignal.any([signal, closing.signal]),
      ),
    head: () => readHead(reading),
    async incarnation() {
      const [row] = await reading<{ incarnation: string }>('select incarnation from ledger.head')
      return row!.incarnation
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
