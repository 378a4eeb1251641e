import type { Ledger, Position, StoredBytes } from './port.ts'

const firstAfter = async (ledger: Ledger, after: Position): Promise<StoredBytes | undefined> => {
  for await (const read of ledger.readAll(after)) return read.kind === 'event' ? read.event : undefined
  return undefined
}

/**
 * What was known at an instant (D10): the last position recorded at or before it, -1n when nothing was. `recordedAt` never
 * falls along the positions of a memory or PostgreSQL ledger, so halving finds it.
 */
export const knownAt = async (ledger: Ledger, instant: string): Promise<Position> => {
  const limit = Date.parse(instant)
  let known: Position = -1n
  let later = (await ledger.head()) + 1n
  while (known + 1n < later) {
    const middle = (known + later) / 2n
    const event = await firstAfter(ledger, middle - 1n)
    if (event && Date.parse(event.recordedAt) <= limit) known = event.position
    else later = middle
  }
  return known
}
