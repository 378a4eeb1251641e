import type { ServiceModule } from '@case-ledger/service-kit'
import { transfer } from './transfer.ts'

/** 移送: how a matter goes from one agency to another. */
export const module: ServiceModule = { name: 'referral', aggregates: [transfer] }
