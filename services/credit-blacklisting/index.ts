import type { ServiceModule } from '@case-ledger/service-kit'
import { listing } from './listing.ts'

/** 信用惩戒: the list of seriously untrustworthy subjects. */
export const module: ServiceModule = { name: 'credit-blacklisting', aggregates: [listing] }
