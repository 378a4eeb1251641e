import { LedgerError } from '@case-ledger/contracts'
import { resealLedger } from '@case-ledger/ledger'
import type { Config } from '@case-ledger/service-kit'
import type { Output } from '../output.ts'
import { withOwnDatabase } from '../own-database.ts'

/** The last step of a restore: checks that the log is whole and gives the store a new incarnation. PostgreSQL only. */
export const resealVerb = async (config: Config, output: Output): Promise<void> => {
  if (config.eventstoreUrl !== undefined)
    throw new LedgerError('run.not_supported', { field: 'EVENTSTORE_URL', detail: 'a restored EventStoreDB' })
  const sealed = await withOwnDatabase(config, resealLedger)
  output.answer(
    sealed,
    () => `账本完整，${sealed.events} 个事件；新标识 the ledger is whole; its new incarnation: ${sealed.incarnation}`,
  )
}
