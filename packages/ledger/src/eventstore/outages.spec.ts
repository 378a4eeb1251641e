import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EventStoreServer, ownEventStore, startEventStore } from '../../../../test/support/eventstore.ts'
import { untilReady } from '../../../../test/support/eventstore-node.ts'
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
import { openOn } from './testing/open.ts'

/** Appends one after another, each to a stream of its own, until told to stop; ids of those that were acknowledged. */
const keepAppending = (ledger: Ledger) => {
  const acknowledged: string[] = []
  let stopped = false
  const running = (async () => {
    while (!stopped) {
      const event = sampleEvent()
      await appendOne(ledger, event)
      acknowledged.push(event.id)
    }
  })()
  const stop = async () => {
    stopped = true
    await running
    return acknowledged
  }
  return { acknowledged, stop }
}

describe.skipIf(!ownEventStore)('one node on disk', { timeout: 60_000 }, () => {
  let server: EventStoreServer
  let ledger: Ledger
  beforeAll(async () => {
    server = await startEventStore('disk')
    ledger = await openOn(server.url)
  })
  afterAll(async () => {
    await ledger?.close()
    await server?.stop()
  })

  test('killed and started again: appends and readers go on, nothing is lost or doubled, and another ledger notices nothing', async () => {
    const [node] = server.nodes
    const elsewhere = await startEventStore('memory')
    const other = await openOn(elsewhere.url)
    const stop = new AbortController()
    const head = await ledger.head()
    const writers = Array.from({ length: 8 }, () => keepAppending(ledger))
    const others = keepAppending(other)
    const total = () => writers.reduce((sum, writer) => sum + writer.acknowledged.length, 0)
    const seen: string[] = []
    const reading = (async () => {
      for await (const read of ledger.subscribe(head, undefined, stop.signal))
        if (read.kind === 'event') seen.push(read.event.id)
    })()
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise((resolve) => setImmediate(resolve))
    }
    await until(() => total() > 50)
    await node!.kill()
    node!.start()
    await untilReady(server.nodes)
    const before = total()
    await until(() => total() > before + 50)
    const acknowledged = (await Promise.all(writers.map((writer) => writer.stop()))).flat()
    expect((await others.stop()).length).toBeGreaterThan(0)
    await until(() => seen.length >= acknowledged.length)
    stop.abort()
    await reading
    const stored = idsOf(await collect(ledger.readAll(head)))
    expect(seen).toEqual(stored)
    expect([...stored].sort()).toEqual([...acknowledged].sort())
    await other.close()
    await elsewhere.stop()
  })

  test('silent for longer than an attempt waits: the append is sent again under its ids and stored once', async () => {
    const [node] = server.nodes
    const stream = freshStream()
    const [first, second] = [sampleEvents(2), sampleEvents(1)]
    node!.pause()
    const opening = ledger.append(appendOf(stream, 'no_stream', ...first))
    const next = ledger.append(appendOf(stream, 1, ...second))
    await expect(Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 3_500, 'waits'))])).resolves.toBe(
      'waits',
    )
    node!.resume()
    expect(taken(await opening).lastRevision).toBe(1)
    expect(taken(await next).lastRevision).toBe(2)
    expect((await ledger.read(stream)).map((event) => event.id)).toEqual([...first, ...second].map((event) => event.id))
  })

  test('gone for good: an append fails with ledger.unavailable, and close does not wait', async () => {
    const lone = await startEventStore('memory')
    const closing = await openOn(lone.url)
    await lone.stop()
    const failing = expect(closing.append(appendOf(freshStream(), 'any', sampleEvent()))).rejects.toMatchObject({
      code: 'ledger.unavailable',
    })
    await closing.close()
    await failing
    await expect(closing.head()).rejects.toMatchObject({ code: 'ledger.unavailable' })
  })
})

describe.skipIf(!ownEventStore)('three nodes', { timeout: 90_000 }, () => {
  test('the leader killed: a reader goes on from where it stood, in order, each event once', async () => {
    const server = await startEventStore('three nodes')
    const ledger = await openOn(server.url)
    const stop = new AbortController()
    try {
      const [before, after] = [sampleEvents(20), sampleEvents(20)]
      const reading = collectUntil(ledger.subscribe(-1n, undefined, stop.signal), (all) => all.length === 40)
      for (const event of before) await appendOne(ledger, event)
      const states = await Promise.all(server.nodes.map((node) => node.state()))
      await server.nodes[states.indexOf('leader')]!.kill()
      for (const event of after) await appendOne(ledger, event)
      expect(idsOf(await reading)).toEqual([...before, ...after].map((event) => event.id))
    } finally {
      stop.abort()
      await ledger.close()
      await server.stop()
    }
  })
})
