import { createMemoryLedger } from '@case-ledger/ledger'
import pg from 'pg'
import { createRuntime } from '../index.ts'
import { plainDecode, streamOf, testEvent } from './events.ts'
import { tallyProjection } from './tally.ts'

/**
 * For tests: a process that projects the same events every time it is started, in small batches, and ends when it is through.
 * Arguments: connection string, number of events.
 */
const [connectionString, count] = process.argv.slice(2)
const ledger = createMemoryLedger({ clock: { now: () => '2026-01-05T08:00:00.000Z' } })
for (let n = 0; n < Number(count); n += 1) {
  const matter = `M${n % 7}`
  const event = testEvent({ id: `noted-${n}`, type: 'Noted', matter, data: { amount: n } })
  await ledger.append({ stream: streamOf(matter), expected: 'any', events: [event] })
}
const pool = new pg.Pool({ ...(connectionString !== undefined && { connectionString }) })
const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tallyProjection()], maxBatch: 3 })
await runtime.start()
await runtime.settle(20_000)
await runtime.stop()
await pool.end()
