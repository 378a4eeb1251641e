import { LedgerError } from '@case-ledger/contracts'
import { checkAppend } from './check-append.ts'
import { follow } from './follow.ts'
import { createHeadWatch } from './head-watch.ts'
import { categoryOf } from './ids.ts'
import type { Append, AppendResult, Filter, Ledger, Position, Read, StoredBytes } from './port.ts'

type Options = {
  /** ISO instants in UTC; a clock that runs backwards is held at the last time given. */
  clock: { now(): string }
  /** Identity of this store's life; a fixed one will do for tests that do not look at it. */
  incarnation?: string
}

const matches = (event: StoredBytes, { categories, types }: Filter): boolean =>
  (categories?.includes(categoryOf(event.stream)) ?? true) && (types?.includes(event.type) ?? true)

/** The whole log in one array: for unit tests and for reading the port's semantics in a hundred lines. */
export const createMemoryLedger = ({
  clock,
  incarnation = '00000000-0000-4000-8000-000000000000',
}: Options): Ledger => {
  const log: StoredBytes[] = []
  const streams = new Map<string, StoredBytes[]>()
  const watch = createHeadWatch()
  const closing = new AbortController()

  const assertOpen = () => {
    if (closing.signal.aborted) throw new LedgerError('ledger.unavailable', { detail: 'this ledger is closed' })
  }

  const record = ({ stream, events }: Append, firstRevision: number): StoredBytes[] => {
    let recordedAt = clock.now()
    const last = log.at(-1)
    if (last && last.recordedAt > recordedAt) recordedAt = last.recordedAt
    const stored = events.map((event, i) => ({
      stream,
      revision: firstRevision + i,
      position: BigInt(log.length + i),
      recordedAt,
      id: event.id,
      type: event.type,
      header: Uint8Array.from(event.header),
      data: Uint8Array.from(event.data),
    }))
    log.push(...stored)
    const before = streams.get(stream)
    if (before) before.push(...stored)
    else streams.set(stream, [...stored])
    watch.reached(BigInt(log.length - 1))
    return stored
  }

  async function* readAll(after: Position, filter: Filter = {}): AsyncGenerator<Read> {
    assertOpen()
    const head = BigInt(log.length) - 1n
    let position = after
    for (const event of log.slice(Math.max(0, Number(after) + 1))) {
      if (!matches(event, filter)) continue
      position = event.position
      yield { kind: 'event', event }
    }
    if (position < head) yield { kind: 'advanced', position: head }
  }

  return {
    stride: 1n,
    async append(append) {
      assertOpen()
      checkAppend(append)
      return decide(append, streams.get(append.stream) ?? [], record)
    },
    async read(stream, fromRevision = 0) {
      assertOpen()
      return (streams.get(stream) ?? []).slice(Math.max(0, fromRevision))
    },
    readAll,
    subscribe: (after, filter, signal) =>
      follow({ readAll, beyond: watch.beyond }, after, filter, AbortSignal.any([signal, closing.signal])),
    async head() {
      assertOpen()
      return BigInt(log.length) - 1n
    },
    incarnation: async () => incarnation,
    recordedInOrder: async () => true,
    close: async () => closing.abort(),
  }
}

/** What becomes of an append, given what its stream holds; the SQL function `ledger.append` decides the same way. */
const decide = (
  append: Append,
  stream: readonly StoredBytes[],
  record: (append: Append, firstRevision: number) => StoredBytes[],
): AppendResult => {
  const { expected, events } = append
  const actual = stream.length - 1
  const place = expected === 'any' ? actual + 1 : expected === 'no_stream' ? 0 : expected + 1
  if (place === actual + 1) return appended(record(append, place), false)
  const there = stream.slice(place, place + events.length)
  const known = there.filter((stored, i) => stored.id === events[i]?.id).length
  if (known === events.length) return appended(there, true)
  if (known > 0) return { outcome: 'ids_partly_known' }
  return { outcome: 'conflict', actual: actual === -1 ? 'no_stream' : actual }
}

const appended = (stored: readonly StoredBytes[], repeated: boolean): AppendResult => {
  const [first, last] = [stored[0]!, stored.at(-1)!]
  return {
    outcome: 'appended',
    repeated,
    firstRevision: first.revision,
    lastRevision: last.revision,
    firstPosition: first.position,
    lastPosition: last.position,
    recordedAt: first.recordedAt,
  }
}
