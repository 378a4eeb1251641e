import { setTimeout as sleep } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import type { Filter, Ledger, Position, Read } from './port.ts'

type Followed = Pick<Ledger, 'readAll'> & { beyond(position: Position, signal: AbortSignal): Promise<void> }

/** Milliseconds between attempts to reach a store that went away. */
const OUTAGE_PAUSE = 250

export const positionOf = (read: Read): Position => (read.kind === 'event' ? read.event.position : read.position)

const isOutage = (error: unknown): boolean => error instanceof LedgerError && error.code === 'ledger.unavailable'

/**
 * Catch-up, then live, until `signal` aborts. Nothing is buffered ahead of the consumer. An outage of the store only makes
 * the reader wait: it goes on from its own position, so nothing is missed or given twice.
 */
export async function* follow(
  source: Followed,
  after: Position,
  filter: Filter | undefined,
  signal: AbortSignal,
): AsyncGenerator<Read> {
  let position = after
  while (!signal.aborted) {
    try {
      for await (const read of source.readAll(position, filter)) {
        if (signal.aborted) return
        position = positionOf(read)
        yield read
      }
      await source.beyond(position, signal)
    } catch (error) {
      if (!isOutage(error)) throw error
      await sleep(OUTAGE_PAUSE, undefined, { signal }).catch(() => {})
    }
  }
}
