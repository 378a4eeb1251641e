import { expect, test } from 'vitest'
import { knownAt } from '../known-at.ts'
import type { Ledger, Read } from '../port.ts'
import { appendOf, appendOne, collect, freshStream, idsOf, sampleEvent, sampleEvents, taken } from './sample.ts'

const advancesOf = (reads: readonly Read[]) => reads.flatMap((r) => (r.kind === 'advanced' ? [r.position] : []))

export const readTests = (ledger: () => Ledger): void => {
  test('a stream comes back in order, byte for byte, from any revision', async () => {
    const stream = freshStream()
    const events = [
      ...sampleEvents(2),
      sampleEvent(undefined, { data: { 案由: '假冒注册商标罪', 𠮷: ['\u2028', '"\\'] } }),
    ]
    const done = taken(await ledger().append(appendOf(stream, 'no_stream', ...events)))
    const stored = await ledger().read(stream)
    expect(stored.map(({ id, type, revision }) => ({ id, type, revision }))).toEqual(
      events.map(({ id, type }, revision) => ({ id, type, revision })),
    )
    for (const [i, event] of events.entries()) {
      expect(Buffer.compare(stored[i]!.header, event.header)).toBe(0)
      expect(Buffer.compare(stored[i]!.data, event.data)).toBe(0)
      expect(stored[i]).toMatchObject({ stream, recordedAt: done.recordedAt })
    }
    expect(stored[0]!.position).toBe(done.firstPosition)
    expect(stored[2]!.position).toBe(done.lastPosition)
    expect(await ledger().read(stream, 2)).toEqual(stored.slice(2))
    expect(await ledger().read(stream, 3)).toEqual([])
    expect(await ledger().read(freshStream())).toEqual([])
  })

  test('recordedAt is an ISO instant in UTC with milliseconds', async () => {
    expect((await appendOne(ledger())).recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  test('everything from a position comes once, in order, up to the head', async () => {
    const after = await ledger().head()
    const events = sampleEvents(150)
    for (const event of events.slice(0, 10)) await appendOne(ledger(), event)
    await ledger().append(appendOf(freshStream(), 'no_stream', ...events.slice(10)))
    const reads = await collect(ledger().readAll(after))
    expect(idsOf(reads)).toEqual(events.map((e) => e.id))
    expect(advancesOf(reads)).toEqual([])
    const middle = reads[70]!
    const rest = await collect(ledger().readAll(middle.kind === 'event' ? middle.event.position : -1n))
    expect(idsOf(rest)).toEqual(events.slice(71).map((e) => e.id))
    expect(await collect(ledger().readAll(await ledger().head()))).toEqual([])
  })

  test('readAll from the start begins with the first event', async () => {
    await appendOne(ledger())
    for await (const read of ledger().readAll(-1n)) {
      expect(read).toMatchObject({ kind: 'event', event: { revision: 0 } })
      return
    }
    expect.unreachable('nothing was read')
  })

  test('a filter passes its categories and types, in order, and says how far it looked', async () => {
    const after = await ledger().head()
    const filed = await appendOne(ledger())
    const dispatched = await appendOne(ledger(), sampleEvent(undefined, { type: 'TransferDispatched' }), 'transfer')
    const closed = await appendOne(ledger(), sampleEvent(undefined, { type: 'CaseClosed' }))
    const filedAgain = await appendOne(ledger())
    const positions = async (filter: Parameters<Ledger['readAll']>[1]) =>
      (await collect(ledger().readAll(after, filter))).map((read) =>
        read.kind === 'event' ? read.event.position : `to ${read.position}`,
      )
    const end = `to ${filedAgain.lastPosition}`
    const [a, b, c, d] = [filed, dispatched, closed, filedAgain].map((done) => done.firstPosition)
    expect(await positions({ categories: ['case'] })).toEqual([a, c, d])
    expect(await positions({ categories: ['transfer'] })).toEqual([b, end])
    expect(await positions({ types: ['CaseClosed', 'TransferDispatched'] })).toEqual([b, c, end])
    expect(await positions({ categories: ['case', 'case'], types: ['CaseFiled', 'CaseFiled'] })).toEqual([a, d])
    expect(await positions({ categories: ['case'], types: ['TransferDispatched'] })).toEqual([end])
    expect(await positions({ types: [] })).toEqual([end])
    expect(await positions({ categories: [] })).toEqual([end])
    expect(await positions({})).toEqual([a, b, c, d])
  })

  test('a filter finds few among many, over many pages', async () => {
    const after = await ledger().head()
    const wanted: string[] = []
    for (let i = 0; i < 5; i++) {
      await ledger().append(appendOf(freshStream(), 'no_stream', ...sampleEvents(300)))
      const rare = sampleEvent(undefined, { type: 'LeadRegistered' })
      const often = Array.from({ length: 200 }, () => sampleEvent(undefined, { type: 'LeadPromoted' }))
      await ledger().append(appendOf(freshStream('lead'), 'no_stream', rare, ...often))
      wanted.push(rare.id, ...often.map((e) => e.id))
    }
    const types = ['LeadPromoted', 'LeadRegistered']
    expect(idsOf(await collect(ledger().readAll(after, { types })))).toEqual(wanted)
    expect(idsOf(await collect(ledger().readAll(after, { categories: ['lead'] })))).toEqual(wanted)
  })

  test('the incarnation does not change', async () => {
    const incarnation = await ledger().incarnation()
    await appendOne(ledger())
    expect(incarnation).toMatch(/^[0-9a-f-]{36}$/)
    expect(await ledger().incarnation()).toBe(incarnation)
  })

  test('knownAt gives the last position recorded by an instant', async () => {
    await appendOne(ledger())
    const done = await appendOne(ledger())
    const all = await collect(ledger().readAll(-1n))
    const recorded = all.flatMap((read) => (read.kind === 'event' ? [read.event] : []))
    const before = new Date(Date.parse(done.recordedAt) - 1).toISOString()
    expect(await knownAt(ledger(), done.recordedAt)).toBe(
      recorded.findLast((e) => e.recordedAt <= done.recordedAt)?.position,
    )
    expect(await knownAt(ledger(), before)).toBe(recorded.findLast((e) => e.recordedAt <= before)?.position ?? -1n)
    expect(await knownAt(ledger(), '1999-01-01T00:00:00.000Z')).toBe(-1n)
    expect(await knownAt(ledger(), '2999-01-01T00:00:00.000Z')).toBe(done.lastPosition)
  })
}
