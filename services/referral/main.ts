import { runService } from '@case-ledger/service-kit'
import { module } from './index.ts'

await runService(module)
