import { createMemoryLedger, type Ledger } from '@case-ledger/ledger'
import pg from 'pg'
import { freshDatabase } from '../../../../test/support/postgres.ts'
import { createRuntime, migrateProjections, type Runtime, type RuntimeOptions } from '../index.ts'
import { plainDecode, streamOf, testEvent } from './events.ts'

export type Fixture = {
  pool: pg.Pool
  ledger: Ledger
  /** Appends one `Noted` per amount to the matter's stream; answers the last position. */
  note(matter: string, ...amounts: number[]): Promise<bigint>
  runtime(options: Partial<RuntimeOptions>): Runtime
  rows(sql: string): Promise<unknown[]>
  close(): Promise<void>
}

/** For tests: an empty database with schema `projections`, and a ledger in memory. */
export const createFixture = async (): Promise<Fixture> => {
  const database = await freshDatabase()
  const pool = new pg.Pool({ connectionString: database.connectionString })
  // Dropping the database meets connections that are just being closed.
  pool.on('error', () => undefined)
  await migrateProjections(database.connectionString)
  const ledger = createMemoryLedger({ clock: { now: () => '2026-01-05T08:00:00.000Z' } })
  const runtimes: Runtime[] = []
  let count = 0
  return {
    pool,
    ledger,
    note: async (matter, ...amounts) => {
      const events = amounts.map((amount) =>
        testEvent({ id: `noted-${count++}`, type: 'Noted', matter, data: { amount } }),
      )
      const result = await ledger.append({ stream: streamOf(matter), expected: 'any', events })
      return result.outcome === 'appended' ? result.lastPosition : -1n
    },
    runtime: (options) => {
      const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [], ...options })
      runtimes.push(runtime)
      return runtime
    },
    rows: async (sql) => (await pool.query(sql)).rows,
    close: async () => {
      await Promise.all(runtimes.map((runtime) => runtime.stop()))
      await pool.end()
      await database.drop()
    },
  }
}
