import { runService } from '../run-service.ts'
import { sampleTransfer } from './sample-transfer.ts'

// A service's whole main file, for the spec of running alone.
await runService({ name: 'referral', aggregates: [sampleTransfer] })
