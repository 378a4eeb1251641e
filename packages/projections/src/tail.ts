import { LedgerError } from '@case-ledger/contracts'
import { categoryOf, type Filter, type Ledger, type Position, type Read, type StoredBytes } from '@case-ledger/ledger'
import { batches } from './batches.ts'

/** So many of the latest events are kept for those who are nearly there; who is further behind reads by himself. */
const KEPT_EVENTS = 4_096
const MOST_AT_ONCE = 1_024

/** One reader at the end of the log for all processors of a process: an event is fetched once, not once for each of them. */
export type Tail = Pick<Ledger, 'subscribe'> & { stop(): void }

/** Everything after `from` up to `to`, of one life of the store. */
type Window = {
  incarnation: string
  from: Position
  to: Position
  events: StoredBytes[]
  source: AsyncGenerator<{ items: readonly StoredBytes[]; to: Position }>
  /** Resolves when the window has moved on, or to false when it never will; under way only while somebody waits for it. */
  moving: Promise<boolean> | undefined
}

export const createTail = (ledger: Ledger): Tail => {
  const stopping = new AbortController()
  let window: Window | undefined

  const openAt = (position: Position, incarnation: string): Window => {
    const open = (signal: AbortSignal) => ledger.subscribe(position, undefined, signal)
    const source = batches(open, MOST_AT_ONCE, stopping.signal)
    return { incarnation, from: position, to: position, events: [], source, moving: undefined }
  }

  const move = async (mine: Window): Promise<boolean> => {
    try {
      const { value, done } = await mine.source.next()
      if (done) return false
      mine.events.push(...value.items)
      mine.to = value.to
      const dropped = mine.events.splice(0, Math.max(0, mine.events.length - KEPT_EVENTS))
      mine.from = dropped.at(-1)?.position ?? mine.from
      return true
    } catch (error) {
      if (window === mine) window = undefined
      throw error
    } finally {
      mine.moving = undefined
    }
  }

  /** The window, if it holds what comes after `position`; begun anew there where everybody else is further behind. */
  const windowAfter = (position: Position, incarnation: string): Window | undefined => {
    const isBehind = window && window.to < position && !window.moving
    if (!window || isBehind) {
      void window?.source.return(undefined)
      window = openAt(position, incarnation)
    }
    if (window.incarnation !== incarnation) throw new LedgerError('ledger.restored')
    return position >= window.from ? window : undefined
  }

  async function* subscribe(after: Position, filter: Filter = {}, signal: AbortSignal): AsyncGenerator<Read> {
    const ended = AbortSignal.any([signal, stopping.signal])
    const incarnation = await ledger.incarnation()
    let position = after
    while (!ended.aborted) {
      const current = windowAfter(position, incarnation)
      if (!current) {
        for await (const read of catchUp(ledger, position, filter, ended)) {
          position = positionOf(read)
          yield read
        }
        continue
      }
      if (current.to <= position) {
        current.moving ??= move(current)
        if (await orAborted(current.moving, ended)) continue
        return
      }
      const to = current.to
      for (const event of eventsAfter(current.events, position)) {
        if (matches(event, filter)) yield { kind: 'event', event }
        if (ended.aborted) return
      }
      position = to
      yield { kind: 'advanced', position }
    }
  }

  return { subscribe, stop: () => stopping.abort() }
}

const positionOf = (read: Read): Position => (read.kind === 'event' ? read.event.position : read.position)

/** A copy: the window moves on while its reader works. */
const eventsAfter = (events: readonly StoredBytes[], position: Position): StoredBytes[] =>
  events.slice(events.findLastIndex((event) => event.position <= position) + 1)

const matches = ({ stream, type }: StoredBytes, { categories, types }: Filter): boolean =>
  (categories?.includes(categoryOf(stream)) ?? true) && (types?.includes(type) ?? true)

/** Up to the head as of now, over a subscription of one's own: it notices when the store was restored meanwhile. */
async function* catchUp(ledger: Ledger, after: Position, filter: Filter, signal: AbortSignal): AsyncGenerator<Read> {
  const head = await ledger.head()
  if (after >= head) return
  for await (const read of ledger.subscribe(after, filter, signal)) {
    yield read
    if (positionOf(read) >= head) return
  }
}

/** False as soon as `signal` aborts. */
const orAborted = async (moving: Promise<boolean>, signal: AbortSignal): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const give = () => resolve(false)
  signal.addEventListener('abort', give)
  try {
    return await Promise.race([moving, promise])
  } finally {
    signal.removeEventListener('abort', give)
  }
}
