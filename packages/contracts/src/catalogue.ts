import { listingContract } from './credit-blacklisting/listing.ts'
import type { AggregateContract } from './define.ts'
import { caseContract } from './intake/case.ts'
import { leadContract } from './intake/lead.ts'
import { criminalCaseContract } from './judicial-linkage/criminal-case.ts'
import { instrumentContract } from './judicial-linkage/instrument.ts'
import { transferContract } from './referral/transfer.ts'
import { findingContract } from './supervision/finding.ts'

/** Every aggregate the system knows. Adding one is adding its contract here. */
export const CONTRACTS: readonly AggregateContract[] = [
  leadContract,
  caseContract,
  transferContract,
  criminalCaseContract,
  instrumentContract,
  listingContract,
  findingContract,
]
