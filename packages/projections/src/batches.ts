import type { Position, Read, StoredBytes } from '@case-ledger/ledger'

/** Events in order, and the position up to which everything was looked at. */
export type Batch<T = StoredBytes> = { items: readonly T[]; to: Position }

/** Resolves after every promise that is ready by now has been seen to. */
const nothingReady = (): Promise<undefined> => new Promise((resolve) => setImmediate(resolve, undefined))

/**
 * Cuts a subscription into batches: as many events as are ready, at most `max`. While a batch is worked on, the next page is
 * already under way; when live, an event comes alone and at once.
 */
export async function* batches(
  open: (signal: AbortSignal) => AsyncIterable<Read>,
  max: number,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  // Aborted before the iterator is closed: a live subscription would otherwise wait for its next event first.
  const ended = new AbortController()
  const iterator = open(AbortSignal.any([signal, ended.signal]))[Symbol.asyncIterator]()
  const pull = () => {
    const next = iterator.next()
    // A fault while nobody waits is seen by whoever waits next.
    next.catch(() => undefined)
    return next
  }
  try {
    let next = pull()
    let read = await next
    while (!read.done) {
      const items: StoredBytes[] = []
      let to = -1n
      let ready: IteratorResult<Read> | undefined = read
      const noMore = nothingReady()
      while (ready && !ready.done) {
        if (ready.value.kind === 'event') items.push(ready.value.event)
        to = ready.value.kind === 'event' ? ready.value.event.position : ready.value.position
        next = pull()
        ready = items.length >= max ? undefined : await Promise.race([next, noMore])
      }
      yield { items, to }
      read = await next
    }
  } finally {
    ended.abort()
    await iterator.return?.()
  }
}
