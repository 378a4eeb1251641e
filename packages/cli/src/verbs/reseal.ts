import { resealLedger } from '@case-ledger/ledger'
import { type Config, randomIds, systemClock } from '@case-ledger/service-kit'
import type { Output } from '../output.ts'
import { withOwnDatabase } from '../own-database.ts'

/** The last step of a restore: checks that the log is whole and gives the store a new incarnation. */
export const resealVerb = async (config: Config, output: Output): Promise<void> => {
  const { eventstoreUrl: url } = config
  const sealed = url === undefined ? await withOwnDatabase(config, resealLedger) : await resealOn(url)
  output.answer(
    sealed,
    () => `账本完整，${sealed.events} 个事件；新标识 the ledger is whole; its new incarnation: ${sealed.incarnation}`,
  )
}

const resealOn = async (url: string) => {
  const { resealEventStore } = await import('@case-ledger/ledger/eventstore')
  return resealEventStore({ url, clock: systemClock, ids: randomIds })
}
