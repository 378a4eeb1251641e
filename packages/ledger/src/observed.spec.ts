import { expect, test } from 'vitest'
import { createMemoryLedger } from './memory.ts'
import { LONGEST_STREAM, observed } from './observed.ts'
import { appendOf, freshStream, sampleEvents } from './suite/sample.ts'

test('a stream is told of once, when it grows past the longest that a model should need', async () => {
  const told: string[] = []
  const memory = createMemoryLedger({ clock: { now: () => '2026-01-05T08:00:00.000Z' } })
  const ledger = observed(memory, (stream) => told.push(stream))
  const stream = freshStream()
  await ledger.append(appendOf(stream, 'no_stream', ...sampleEvents(LONGEST_STREAM)))
  expect(told).toEqual([])
  const last = appendOf(stream, LONGEST_STREAM - 1, ...sampleEvents(2))
  await ledger.append(last)
  await ledger.append(last)
  await ledger.append(appendOf(stream, LONGEST_STREAM + 1, ...sampleEvents(1)))
  expect(told).toEqual([stream])
})
