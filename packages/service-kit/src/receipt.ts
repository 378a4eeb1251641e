import { type Irregularity, LedgerError, type Stored } from '@case-ledger/contracts'
import type { Append, Appended } from '@case-ledger/ledger'
import type { Receipt } from './act.ts'

export const receiptOf = (append: Append, appended: Appended, irregularities: Irregularity[]): Receipt => ({
  outcome: 'recorded',
  stream: append.stream,
  revision: appended.lastRevision,
  position: String(appended.lastPosition),
  eventIds: append.events.map((event) => event.id),
  irregularities,
})

/**
 * The first result of a command that the stream already holds.
 * @throws LedgerError `ledger.idempotency_mismatch` when it came with other content.
 */
export const firstResult = (history: readonly Stored[], commandId: string, hash: string): Receipt | undefined => {
  const own = history.filter((event) => event.header.commandId === commandId)
  const last = own.at(-1)
  if (!last) return undefined
  requireSameContent(last.header.commandHash, hash)
  return {
    outcome: 'known',
    stream: last.stream,
    revision: last.revision,
    position: String(last.position),
    eventIds: own.map((event) => event.header.id),
    irregularities: last.header.irregularities ?? [],
  }
}

export const requireSameContent = (first: string, now: string): void => {
  if (first !== now) throw new LedgerError('ledger.idempotency_mismatch')
}

/** Accepted, nothing to record. */
export const unchangedReceipt = (
  stream: string,
  history: readonly Stored[],
  irregularities: Irregularity[],
): Receipt => ({
  outcome: 'unchanged',
  stream,
  revision: history.length - 1,
  position: String(history.at(-1)?.position ?? -1),
  eventIds: [],
  irregularities,
})
