import { setTimeout } from 'node:timers/promises'
import { createPostgresLedger } from '@case-ledger/ledger'
import pg from 'pg'
import { createRuntime } from '../index.ts'
import { plainDecode } from './events.ts'
import { tallyProjection } from './tally.ts'

/**
 * For tests: one of several processes that tally the same ledger. Tells its parent `ready`, and `inside` when it is in the
 * middle of the transaction of an event with amount 13; there it stays for a moment. Told `stop`, it stops.
 * Argument: connection string.
 */
export type LeaseMessage = 'ready' | 'inside' | 'stopped'
const tell = (message: LeaseMessage) => process.send?.(message)

const pool = new pg.Pool({ connectionString: process.argv[2]! })
pool.on('error', () => undefined)
const ledger = await createPostgresLedger({ pool })
const plain = tallyProjection()
const tally = {
  ...plain,
  handle: async (...[events, db]: Parameters<typeof plain.handle>) => {
    await plain.handle(events, db)
    if (!events.some((event) => (event.data as { amount: number }).amount === 13)) return
    tell('inside')
    await setTimeout(200)
  },
}
const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tally] })
process.on('message', async () => {
  await runtime.stop()
  await ledger.close()
  await pool.end()
  tell('stopped')
  process.disconnect()
})
await runtime.start()
tell('ready')
