import { createMemoryLedger, type Ledger, type Read, type StoredBytes } from '@case-ledger/ledger'
import { expect, test } from 'vitest'
import { createTail } from './tail.ts'
import { streamOf, testEvent } from './testing/events.ts'

const fill = async (ledger: Ledger, from: number, count: number) => {
  for (let n = from; n < from + count; n++)
    await ledger.append({
      stream: streamOf(`m${n}`),
      expected: 'no_stream',
      events: [testEvent({ id: `e${n}`, type: n % 2 === 0 ? 'Noted' : 'Closed', matter: `m${n}`, data: {} })],
    })
}

/** Takes what comes until `count` events came. */
const take = async (reads: AsyncIterator<Read>, count: number): Promise<StoredBytes[]> => {
  const events: StoredBytes[] = []
  while (events.length < count) {
    const { value, done } = await reads.next()
    if (done) break
    if (value.kind === 'event') events.push(value.event)
  }
  return events
}

const positions = (events: readonly StoredBytes[]) => events.map((event) => Number(event.position))
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** A ledger that counts how many events were fetched from it. */
const counted = () => {
  const ledger = createMemoryLedger({ clock: { now: () => '2026-01-05T08:00:00.000Z' } })
  let fetched = 0
  const subscribe: Ledger['subscribe'] = async function* (...asked) {
    for await (const read of ledger.subscribe(...asked)) {
      if (read.kind === 'event') fetched++
      yield read
    }
  }
  return { ledger: { ...ledger, subscribe }, fetched: () => fetched }
}

test('at the end of the log an event is fetched once for all who follow, each getting what it asked for', async () => {
  const { ledger, fetched } = counted()
  const tail = createTail(ledger)
  const all = Array.from({ length: 5 }, () => tail.subscribe(-1n, undefined, AbortSignal.timeout(9_000)))
  const some = tail.subscribe(-1n, { types: ['Closed'] }, AbortSignal.timeout(9_000))
  const taken = [...all.map((one) => take(one[Symbol.asyncIterator](), 20)), take(some[Symbol.asyncIterator](), 10)]
  await fill(ledger, 0, 20)
  const [closed, ...whole] = (await Promise.all(taken)).reverse()
  for (const events of whole) expect(positions(events)).toEqual(range(0, 20))
  expect(positions(closed!)).toEqual(range(0, 20).filter((n) => n % 2 === 1))
  expect(fetched()).toBe(20)
  tail.stop()
})

test('who falls behind what is kept, or comes late, reads by himself and misses nothing', async () => {
  const { ledger } = counted()
  const tail = createTail(ledger)
  const slow = tail.subscribe(-1n, undefined, AbortSignal.timeout(20_000))[Symbol.asyncIterator]()
  const quick = tail.subscribe(-1n, undefined, AbortSignal.timeout(20_000))[Symbol.asyncIterator]()
  const beginnings = [take(slow, 1), take(quick, 1)]
  await fill(ledger, 0, 1)
  await Promise.all(beginnings)
  await fill(ledger, 1, 6_000)
  expect(positions(await take(quick, 6_000))).toEqual(range(1, 6_001))
  expect(positions(await take(slow, 6_000))).toEqual(range(1, 6_001))
  const late = tail.subscribe(2_999n, undefined, AbortSignal.timeout(9_000))[Symbol.asyncIterator]()
  expect(positions(await take(late, 3_001))).toEqual(range(3_000, 6_001))
  tail.stop()
})

test('a fault of the one reader reaches all who wait, and those who come after begin anew', async () => {
  const memory = createMemoryLedger({ clock: { now: () => '2026-01-05T08:00:00.000Z' } })
  let broken = true
  const subscribe: Ledger['subscribe'] = (...asked) => {
    if (!broken) return memory.subscribe(...asked)
    throw new Error('cut')
  }
  const tail = createTail({ ...memory, subscribe })
  const follow = () => take(tail.subscribe(-1n, undefined, AbortSignal.timeout(9_000))[Symbol.asyncIterator](), 1)
  const waiting = [follow(), follow()]
  for (const one of waiting) await expect(one).rejects.toThrow('cut')
  broken = false
  const again = follow()
  await fill(memory, 0, 1)
  expect(positions(await again)).toEqual([0])
  tail.stop()
})
