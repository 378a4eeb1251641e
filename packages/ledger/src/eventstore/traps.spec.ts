import { randomBytes, randomUUID } from 'node:crypto'
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EventStoreServer, ownEventStore, startEventStore } from '../../../../test/support/eventstore.ts'
import { canonicalBytes } from '../canonical.ts'
import { knownAt } from '../known-at.ts'
import type { Ledger } from '../port.ts'
import {
  appendOf,
  appendOne,
  collect,
  collectUntil,
  freshStream,
  idsOf,
  sampleEvent,
  sampleEvents,
  taken,
} from '../suite/sample.ts'
import { resealEventStore } from './reseal.ts'
import { openOn } from './testing/open.ts'

describe.skipIf(!ownEventStore)('EventStoreDB does otherwise than the port promises', () => {
  let server: EventStoreServer
  let ledger: Ledger
  beforeAll(async () => {
    server = await startEventStore('memory')
    ledger = await openOn(server.url)
  })
  afterAll(async () => {
    await ledger?.close()
    await server?.stop()
  })

  test('its limit on an append counts names too: what would not fit is refused before it is sent', async () => {
    const stream = freshStream()
    const type = `A${'b'.repeat(127)}`
    const events = sampleEvents(1_000).map((event) => ({ ...event, type, data: canonicalBytes('x'.repeat(800)) }))
    await expect(ledger.append(appendOf(stream, 'no_stream', ...events))).rejects.toMatchObject({
      code: 'input.too_large',
    })
    expect(await ledger.read(stream)).toEqual([])
    expect(taken(await ledger.append(appendOf(stream, 'no_stream', ...events.slice(0, 700)))).lastRevision).toBe(699)
  })

  test('it stores an id again at another place, so a repetition is known by its place', async () => {
    const event = sampleEvent()
    const first = await appendOne(ledger, event)
    const second = await appendOne(ledger, event)
    expect(second).toMatchObject({ repeated: false })
    expect(second.firstPosition).toBeGreaterThan(first.firstPosition)
  })

  test.each([1, 2])('it does not say that it had %i events before: a later process finds out', async (count) => {
    const opening = appendOf(freshStream(), 'no_stream', ...sampleEvents(count))
    const first = taken(await ledger.append(opening))
    const other = await openOn(server.url)
    expect(taken(await other.append(opening))).toEqual({ ...first, repeated: true })
    await other.close()
  })

  test('appends of another process wake a reader', async () => {
    const other = await openOn(server.url)
    const stop = new AbortController()
    const [before, after] = [sampleEvent(), sampleEvent()]
    const head = await ledger.head()
    const reading = collectUntil(ledger.subscribe(head, undefined, stop.signal), (all) => all.length === 2)
    await appendOne(other, before)
    await appendOne(other, after)
    expect(idsOf(await reading)).toEqual([before.id, after.id])
    stop.abort()
    await other.close()
  })

  test('several clocks give recordedAt: what was known ends where anything was recorded later', async () => {
    const at = (instant: string) => openOn(server.url, { now: () => instant })
    const [fast, slow] = [await at('2999-01-01T00:00:10.000Z'), await at('2999-01-01T00:00:00.000Z')]
    const first = await appendOne(slow)
    await appendOne(fast)
    const last = await appendOne(slow)
    expect(last.recordedAt).toBe('2999-01-01T00:00:00.000Z')
    expect(await knownAt(ledger, '2999-01-01T00:00:05.000Z')).toBe(first.lastPosition)
    expect(await knownAt(ledger, '2999-01-01T00:00:10.000Z')).toBe(last.lastPosition)
    expect(await knownAt(ledger, '2999-01-01T00:00:05.000Z')).toBe(first.lastPosition)
    await Promise.all([fast.close(), slow.close()])
  })

  test('a restored store takes a new incarnation, and readers of its former life end', async () => {
    const head = await ledger.head()
    const before = await ledger.incarnation()
    const reading = collect(ledger.subscribe(head, undefined, new AbortController().signal))
    const ended = expect(reading).rejects.toMatchObject({ code: 'ledger.restored' })
    const clock = { now: () => '2024-01-01T00:00:00.000Z' }
    const ids = { uuid: randomUUID, bytes: randomBytes }
    const sealed = await resealEventStore({ url: server.url, clock, ids })
    await ended
    expect(sealed.incarnation).not.toBe(before)
    expect(await ledger.incarnation()).toBe(sealed.incarnation)
  })

  test("a reader sees none of the server's own events, and stands still at what no ledger wrote", async () => {
    const bare = EventStoreDBClient.connectionString(server.url)
    const head = await ledger.head()
    await bare.setStreamMetadata('somethingElse', { maxAge: 1_000 })
    expect(await ledger.head()).toBe(head)
    expect(await collect(ledger.readAll(head))).toEqual([])
    const good = await appendOne(ledger)
    await bare.appendToStream(freshStream(), jsonEvent({ type: 'CaseFiled', data: {} }))
    const seen: bigint[] = []
    const reading = async () => {
      for await (const read of ledger.readAll(head)) if (read.kind === 'event') seen.push(read.event.position)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'ledger.corrupt_event' })
    expect(seen).toEqual([good.lastPosition])
    await bare.dispose()
  })
})
