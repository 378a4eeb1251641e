import { LedgerError } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { follow } from './follow.ts'
import type { Position, Read } from './port.ts'
import { collectUntil } from './suite/sample.ts'

const never = new AbortController().signal
const awake = async () => {}
const at = (position: Position): Read => ({ kind: 'advanced', position })
const positions = (reads: readonly Read[]) =>
  reads.map((read) => (read.kind === 'advanced' ? read.position : undefined))

/** Gives the positions after `after`, up to 9, and fails with `error` each time it is about to give one of `failAt`. */
const shakySource = (failAt: readonly Position[], error: unknown) => {
  const pending = new Set(failAt)
  return {
    async *readAll(after: Position): AsyncGenerator<Read> {
      for (let position = after + 1n; position <= 9n; position++) {
        if (pending.delete(position)) throw error
        yield at(position)
      }
    },
    beyond: awake,
  }
}

test('an outage makes a reader wait and go on where it was', async () => {
  const source = shakySource([0n, 4n], new LedgerError('ledger.unavailable'))
  const reads = await collectUntil(follow(source, -1n, undefined, never), (all) => all.length === 10)
  expect(positions(reads)).toEqual(Array.from({ length: 10 }, (_, i) => BigInt(i)))
})

test('any other fault ends the reader with that fault', async () => {
  const source = shakySource([4n], new LedgerError('run.internal'))
  const seen: Read[] = []
  const reading = (async () => {
    for await (const read of follow(source, -1n, undefined, never)) seen.push(read)
  })()
  await expect(reading).rejects.toMatchObject({ code: 'run.internal' })
  expect(positions(seen)).toEqual([0n, 1n, 2n, 3n])
})

test('abort ends the wait for a store that is away', async () => {
  const stop = new AbortController()
  const source = {
    async *readAll(): AsyncGenerator<Read> {
      setImmediate(() => stop.abort())
      throw new LedgerError('ledger.unavailable')
    },
    beyond: awake,
  }
  const reads = await collectUntil(follow(source, -1n, undefined, stop.signal), () => false)
  expect(reads).toEqual([])
})
