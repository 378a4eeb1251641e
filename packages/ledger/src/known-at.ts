import type { Ledger, Position, StoredBytes } from './port.ts'

/**
 * What was known at an instant (D10): the last position up to which nothing was recorded later than it, -1n when nothing was
 * recorded by then.
 */
export const knownAt = async (ledger: Ledger, instant: string): Promise<Position> => {
  const limit = Date.parse(instant)
  return (await ledger.recordedInOrder()) ? byHalving(ledger, limit) : byRunningMaximum(ledger, limit)
}

const firstAfter = async (ledger: Ledger, after: Position): Promise<StoredBytes | undefined> => {
  for await (const read of ledger.readAll(after)) return read.kind === 'event' ? read.event : undefined
  return undefined
}

/** Where `recordedAt` never falls, and any number is a position. */
const byHalving = async (ledger: Ledger, limit: number): Promise<Position> => {
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

type Mark = { position: Position; latest: number }

/** Every so many events, how far it was read and the latest `recordedAt` until there. */
const MARK_EVERY = 1_000
const marksOf = new WeakMap<Ledger, Mark[]>()

/** Where it may fall: reads on from what earlier questions to this ledger have read, up to the first event recorded later. */
const byRunningMaximum = async (ledger: Ledger, limit: number): Promise<Position> => {
  const marks = marksOf.get(ledger) ?? []
  marksOf.set(ledger, marks)
  const start = marks.findLast((mark) => mark.latest <= limit) ?? { position: -1n, latest: Number.NEGATIVE_INFINITY }
  const reached: Mark = { ...start }
  let count = 0
  for await (const read of ledger.readAll(start.position)) {
    if (read.kind !== 'event') continue
    const at = Date.parse(read.event.recordedAt)
    if (at > limit) break
    reached.position = read.event.position
    reached.latest = Math.max(reached.latest, at)
    if (++count % MARK_EVERY === 0 && reached.position > (marks.at(-1)?.position ?? -1n)) marks.push({ ...reached })
  }
  return reached.position
}
