import { LedgerError } from '@case-ledger/contracts'
import { type EventStoreOptions, openParts } from './parts.ts'

/**
 * The last step of a restore: gives the store a new incarnation, so that nobody takes its positions for those of its former
 * life. Readers and processors notice and begin anew. Answers the incarnation.
 */
export const resealEventStore = async (options: EventStoreOptions): Promise<string> => {
  const { identity, close } = openParts(options)
  try {
    const incarnation = options.ids.uuid()
    if (!(await identity.change({ ...(await identity.read()), incarnation })))
      throw new LedgerError('run.data_in_use', { detail: 'another program gave it a new incarnation just now' })
    return incarnation
  } finally {
    await close()
  }
}
