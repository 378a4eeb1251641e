import { expect, test } from 'vitest'
import type { Ledger } from '../port.ts'
import { appendOf, collect, freshStream, idsOf, sampleEvent, sampleEvents, taken } from './sample.ts'

export const appendTests = (ledger: () => Ledger): void => {
  test('opens a stream at revision 0 and continues it where it ended', async () => {
    const stream = freshStream()
    const first = taken(await ledger().append(appendOf(stream, 'no_stream', ...sampleEvents(2))))
    expect(first).toMatchObject({ repeated: false, firstRevision: 0, lastRevision: 1 })
    const next = taken(await ledger().append(appendOf(stream, 1, ...sampleEvents(3))))
    expect(next).toMatchObject({ repeated: false, firstRevision: 2, lastRevision: 4 })
    expect(next.firstPosition).toBeGreaterThan(first.lastPosition)
    expect(next.recordedAt >= first.recordedAt).toBe(true)
  })

  test('a conflict reports the actual revision and writes nothing', async () => {
    const stream = freshStream()
    await ledger().append(appendOf(stream, 'no_stream', ...sampleEvents(3)))
    const head = await ledger().head()
    for (const expected of ['no_stream', 0, 1, 3, 17] as const)
      expect(await ledger().append(appendOf(stream, expected, sampleEvent()))).toEqual({
        outcome: 'conflict',
        actual: 2,
      })
    expect(await ledger().append(appendOf(freshStream(), 0, sampleEvent()))).toEqual({
      outcome: 'conflict',
      actual: 'no_stream',
    })
    expect(await ledger().head()).toBe(head)
    expect(await ledger().read(stream)).toHaveLength(3)
  })

  test('"any" goes to the end of the stream, also of one that does not exist', async () => {
    const stream = freshStream()
    expect(taken(await ledger().append(appendOf(stream, 'any', sampleEvent()))).firstRevision).toBe(0)
    expect(taken(await ledger().append(appendOf(stream, 'any', ...sampleEvents(2)))).lastRevision).toBe(2)
  })

  test('20 at once without an expected revision: all are taken, none is lost', async () => {
    const stream = freshStream()
    const events = sampleEvents(20)
    await Promise.all(events.map((event) => ledger().append(appendOf(stream, 'any', event))))
    const stored = await ledger().read(stream)
    expect(stored.map((e) => e.id).sort()).toEqual(events.map((e) => e.id).sort())
    expect(stored.map((e) => e.revision)).toEqual(events.map((_, i) => i))
  })

  test('32 at once to open one stream: exactly one wins, the others get the actual revision', async () => {
    const stream = freshStream()
    const events = sampleEvents(32)
    const results = await Promise.all(events.map((event) => ledger().append(appendOf(stream, 'no_stream', event))))
    const won = results.flatMap((result, i) => (result.outcome === 'appended' ? [events[i]?.id] : []))
    expect(won).toHaveLength(1)
    expect((await ledger().read(stream)).map((e) => e.id)).toEqual(won)
    const lost = results.filter((result) => result.outcome !== 'appended')
    expect(lost).toEqual(lost.map(() => ({ outcome: 'conflict', actual: 0 })))
  })

  test('one caller after another on the same stream, all at once, each expecting the one before', async () => {
    const stream = freshStream()
    const events = sampleEvents(10)
    const results = await Promise.all(
      events.map((event, i) => ledger().append(appendOf(stream, i === 0 ? 'no_stream' : i - 1, event))),
    )
    expect(results.map((result) => taken(result).lastRevision)).toEqual(events.map((_, i) => i))
  })

  test('a conflict harms no neighbour', async () => {
    const taken20 = sampleEvents(20)
    const full = freshStream()
    const after = await ledger().head()
    await ledger().append(appendOf(full, 'no_stream', sampleEvent()))
    const results = await Promise.all(
      taken20.flatMap((event) => [
        ledger().append(appendOf(freshStream(), 'no_stream', event)),
        ledger().append(appendOf(full, 'no_stream', sampleEvent())),
      ]),
    )
    expect(results.map((result) => result.outcome)).toEqual(taken20.flatMap(() => ['appended', 'conflict']))
    const stored = new Set(idsOf(await collect(ledger().readAll(after))))
    for (const event of taken20) expect(stored).toContain(event.id)
  })

  test('what is stored does not change with the array it came in', async () => {
    const stream = freshStream()
    const event = sampleEvent()
    const before = Buffer.from(event.data)
    await ledger().append(appendOf(stream, 'no_stream', event))
    event.data.fill(0)
    const [stored] = await ledger().read(stream)
    expect(Buffer.compare(stored!.data, before)).toBe(0)
  })
}
