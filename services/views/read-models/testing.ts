import { createMemoryLedger } from '@case-ledger/ledger'
import { createRuntime, migrateProjections, type Projection } from '@case-ledger/projections'
import { settableClock } from '@case-ledger/service-kit'
import pg from 'pg'
import { plainDecode, type TestEvent, testEvent } from '../../../packages/projections/src/testing/events.ts'
import { freshDatabase } from '../../../test/support/postgres.ts'

/** For specs: read models over a ledger in memory; `record` appends one event and answers its position. */
export const createViews = async (projections: readonly Projection[]) => {
  const database = await freshDatabase()
  await migrateProjections(database.connectionString)
  const pool = new pg.Pool({ connectionString: database.connectionString })
  // Dropping the database meets connections that are just being closed.
  pool.on('error', () => undefined)
  const clock = settableClock('2026-01-05T08:00:00.000Z')
  const ledger = createMemoryLedger({ clock })
  const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections })
  await runtime.start()
  return {
    clock,
    ledger,
    runtime,
    reader: runtime.reader,
    record: async (stream: string, event: TestEvent): Promise<bigint> => {
      const result = await ledger.append({ stream, expected: 'any', events: [testEvent(event)] })
      return result.outcome === 'appended' ? result.lastPosition : -1n
    },
    close: async () => {
      await runtime.stop()
      await pool.end()
      await database.drop()
    },
  }
}

export type Views = Awaited<ReturnType<typeof createViews>>

/** Stream names as tests say them: `case:1`. */
export const stream = (name: string): string => {
  const [aggregate = '', number = '0'] = name.split(':')
  return `${aggregate}-00000000-0000-8000-8000-${number.padStart(12, '0')}`
}
