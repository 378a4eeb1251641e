import { expect, test } from 'vitest'
import type { Ledger } from '../port.ts'
import { appendOf, freshStream, sampleEvent, sampleEvents, taken } from './sample.ts'

export const repeatTests = (ledger: () => Ledger): void => {
  test('returns the first result and writes nothing', async () => {
    const opening = appendOf(freshStream(), 'no_stream', ...sampleEvents(2))
    const first = taken(await ledger().append(opening))
    const head = await ledger().head()
    expect(await ledger().append(opening)).toEqual({ ...first, repeated: true })
    expect(await ledger().head()).toBe(head)
  })

  test('returns the first result also after later events', async () => {
    const stream = freshStream()
    const opening = appendOf(stream, 'no_stream', ...sampleEvents(2))
    const next = appendOf(stream, 1, sampleEvent())
    const first = taken(await ledger().append(opening))
    const second = taken(await ledger().append(next))
    await ledger().append(appendOf(stream, 2, ...sampleEvents(5)))
    expect(await ledger().append(opening)).toEqual({ ...first, repeated: true })
    expect(await ledger().append(next)).toEqual({ ...second, repeated: true })
    expect(await ledger().read(stream)).toHaveLength(8)
  })

  test('16 times at once: written once, one result for all', async () => {
    const stream = freshStream()
    const append = appendOf(stream, 'no_stream', ...sampleEvents(3))
    const results = await Promise.all(Array.from({ length: 16 }, () => ledger().append(append)))
    expect(results.filter((result) => !taken(result).repeated)).toHaveLength(1)
    expect(new Set(results.map((result) => taken(result).firstPosition)).size).toBe(1)
    expect(await ledger().read(stream)).toHaveLength(3)
  })

  test('keeps the first bytes, whatever the repetition brings', async () => {
    const stream = freshStream()
    const event = sampleEvent()
    await ledger().append(appendOf(stream, 'no_stream', event))
    const other = { ...sampleEvent(), id: event.id }
    expect(taken(await ledger().append(appendOf(stream, 'no_stream', other))).repeated).toBe(true)
    expect(Buffer.compare((await ledger().read(stream))[0]!.data, event.data)).toBe(0)
  })

  test('with some ids new and some known is refused as a whole', async () => {
    const stream = freshStream()
    const [a, b, c, d] = [sampleEvent(), sampleEvent(), sampleEvent(), sampleEvent()]
    await ledger().append(appendOf(stream, 'no_stream', a, b))
    const head = await ledger().head()
    for (const events of [
      [a, b, c], // longer than what is there
      [a, c], // differs at the end
      [c, b], // differs at the start
    ])
      expect(await ledger().append(appendOf(stream, 'no_stream', ...events))).toEqual({ outcome: 'ids_partly_known' })
    expect(await ledger().append(appendOf(stream, 0, b, d))).toEqual({ outcome: 'ids_partly_known' })
    expect(await ledger().head()).toBe(head)
  })

  test('at another place is no repetition: the revision decides', async () => {
    const stream = freshStream()
    const [a, b] = [sampleEvent(), sampleEvent()]
    await ledger().append(appendOf(stream, 'no_stream', a, b))
    expect(await ledger().append(appendOf(stream, 0, a))).toEqual({ outcome: 'conflict', actual: 1 })
    expect(await ledger().append(appendOf(stream, 'no_stream', b, a))).toEqual({ outcome: 'conflict', actual: 1 })
  })
}
