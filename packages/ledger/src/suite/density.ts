import { expect, test } from 'vitest'
import type { Open } from './describe-ledger.ts'
import { appendOf, collect, freshStream, sampleEvent, sampleEvents } from './sample.ts'

/** Positions are 0, 1, 2 …: refused appends leave no gap, so a position is also the event's index in a proof. */
export const densityTests = (open: Open): void => {
  test('an empty store has head -1, the first event position 0', async () => {
    const { ledger, cleanup } = await open()
    try {
      expect(await ledger.head()).toBe(-1n)
      expect(await collect(ledger.readAll(-1n))).toEqual([])
      expect(await ledger.append(appendOf(freshStream(), 'no_stream', sampleEvent()))).toMatchObject({
        firstPosition: 0n,
      })
    } finally {
      await cleanup()
    }
  })

  test('conflicts, repetitions and refusals between them leave no gap', async () => {
    const { ledger, cleanup } = await open()
    try {
      const stream = freshStream()
      const [a, b] = [sampleEvent(), sampleEvent()]
      await Promise.all([
        ledger.append(appendOf(stream, 'no_stream', a)),
        ledger.append(appendOf(stream, 'no_stream', a)),
        ledger.append(appendOf(stream, 'no_stream', b)),
        ledger.append(appendOf(stream, 'no_stream', a, b)),
        ledger.append(appendOf(stream, 7, sampleEvent())),
        ...sampleEvents(20).map((event) => ledger.append(appendOf(freshStream(), 'no_stream', event))),
        ledger.append(appendOf(stream, 0, ...sampleEvents(3))),
      ])
      const positions = (await collect(ledger.readAll(-1n))).map((read) => read.kind === 'event' && read.event.position)
      expect(positions).toEqual(Array.from({ length: 24 }, (_, i) => BigInt(i)))
      expect(await ledger.head()).toBe(23n)
    } finally {
      await cleanup()
    }
  })
}
