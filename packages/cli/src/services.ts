import { module as creditBlacklisting } from '@case-ledger/credit-blacklisting'
import { module as intake } from '@case-ledger/intake'
import { module as judicialLinkage } from '@case-ledger/judicial-linkage'
import { module as referral } from '@case-ledger/referral'
import type { ServiceModule } from '@case-ledger/service-kit'
import { module as supervision } from '@case-ledger/supervision'
import { module as views } from '@case-ledger/views'

/** Every service, composed into one process here and nowhere else. */
export const SERVICES: readonly ServiceModule[] = [
  intake,
  referral,
  judicialLinkage,
  creditBlacklisting,
  supervision,
  views,
]
