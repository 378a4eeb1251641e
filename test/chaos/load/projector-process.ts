import { createPostgresLedger } from '@case-ledger/ledger'
import { createRuntime } from '@case-ledger/projections'
import { plainDecode } from '../../../packages/projections/src/testing/events.ts'
import { tallyProjection } from '../../../packages/projections/src/testing/tally.ts'
import { openPool } from '../server/cluster.ts'

/** A process that keeps the tally of the ledger, alone or as one of several. Argument: connection string. Told `stop`, stops. */
const connectionString = process.argv[2]!
const pool = openPool(connectionString)
const ledger = await createPostgresLedger({ connectionString })
const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tallyProjection()], maxBatch: 500 })
process.on('message', async () => {
  await runtime.stop()
  await ledger.close()
  await pool.end()
  process.disconnect()
})
await runtime.start()
process.send?.('ready')
