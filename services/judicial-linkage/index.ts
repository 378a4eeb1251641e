import type { ServiceModule } from '@case-ledger/service-kit'
import { criminalCase } from './criminal-case.ts'
import { instrument } from './instrument.ts'
import { openOnTransfer } from './reactions.ts'

/** 行刑衔接: the criminal side of a matter, and the procuratorate's instruments. */
export const module: ServiceModule = {
  name: 'judicial-linkage',
  aggregates: [criminalCase, instrument],
  reactions: () => [openOnTransfer],
}
