import type { ServiceModule } from '@case-ledger/service-kit'
import { administrativeCase } from './case.ts'
import { lead } from './lead.ts'

/** 受理办案: leads and administrative cases. */
export const module: ServiceModule = { name: 'intake', aggregates: [lead, administrativeCase] }
