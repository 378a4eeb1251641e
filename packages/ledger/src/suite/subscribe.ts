import { expect, test } from 'vitest'
import type { Ledger, Read } from '../port.ts'
import { appendOf, appendOne, collect, collectUntil, freshStream, idsOf, sampleEvent, sampleEvents } from './sample.ts'

export const subscribeTests = (ledger: () => Ledger): void => {
  test('catches up, then goes on live: every event once, in order', async () => {
    const after = await ledger().head()
    const events = sampleEvents(300)
    await ledger().append(appendOf(freshStream(), 'no_stream', ...events.slice(0, 200)))
    const stop = new AbortController()
    const reading = collectUntil(ledger().subscribe(after, undefined, stop.signal), (all) => all.length === 300)
    for (const event of events.slice(200)) await appendOne(ledger(), event)
    expect(idsOf(await reading)).toEqual(events.map((e) => e.id))
    stop.abort()
  })

  test('several readers from different places all get the same tail', async () => {
    const after = await ledger().head()
    const early = await appendOne(ledger())
    const stop = new AbortController()
    const isLast = (id: string) => (all: Read[]) => idsOf(all).at(-1) === id
    const last = sampleEvent()
    const reading = [after, early.lastPosition].map((from) =>
      collectUntil(ledger().subscribe(from, undefined, stop.signal), isLast(last.id)),
    )
    const middle = sampleEvents(20)
    await Promise.all(middle.map((event) => appendOne(ledger(), event)))
    await appendOne(ledger(), last)
    const [all, tail] = await Promise.all(reading)
    expect(idsOf(all!).slice(1)).toEqual(idsOf(tail!))
    expect(idsOf(tail!).sort()).toEqual([...middle, last].map((e) => e.id).sort())
    stop.abort()
  })

  test('ends without error on abort, while it waits and before it starts', async () => {
    const stop = new AbortController()
    const head = await ledger().head()
    const waiting = collect(ledger().subscribe(head, undefined, stop.signal))
    stop.abort()
    expect(await waiting).toEqual([])
    expect(await collect(ledger().subscribe(-1n, undefined, stop.signal))).toEqual([])
  })

  test('a filtered reader is told how far it looked, live too', async () => {
    const head = await ledger().head()
    const stop = new AbortController()
    const reads = ledger()
      .subscribe(head, { types: ['CaseClosed'] }, stop.signal)
      [Symbol.asyncIterator]()
    const first = reads.next()
    const other = await appendOne(ledger())
    expect((await first).value).toEqual({ kind: 'advanced', position: other.lastPosition })
    const closed = sampleEvent(undefined, { type: 'CaseClosed' })
    await appendOne(ledger(), closed)
    expect((await reads.next()).value).toMatchObject({ kind: 'event', event: { id: closed.id } })
    stop.abort()
    expect((await reads.next()).done).toBe(true)
  })

  test('a slow reader slows nobody and misses nothing', async () => {
    const head = await ledger().head()
    const stop = new AbortController()
    const reads = ledger().subscribe(head, undefined, stop.signal)[Symbol.asyncIterator]()
    const events = sampleEvents(500)
    const first = reads.next()
    await appendOne(ledger(), events[0])
    await first
    // The reader does not ask for more while 499 are written.
    await ledger().append(appendOf(freshStream(), 'no_stream', ...events.slice(1)))
    const got = [events[0]!.id]
    while (got.length < 500) {
      const { value } = await reads.next()
      if (value?.kind === 'event') got.push(value.event.id)
    }
    expect(got).toEqual(events.map((e) => e.id))
    stop.abort()
  })
}
