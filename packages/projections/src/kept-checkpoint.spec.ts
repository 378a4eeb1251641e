import type { Position } from '@case-ledger/ledger'
import { expect, test, vi } from 'vitest'
import type { Checkpoint } from './checkpoint.ts'
import { keepCheckpoint } from './kept-checkpoint.ts'

const at = (position: Position): Checkpoint => ({ position, epoch: 0n, parked: new Set() })

const keep = (write = async (_from: Checkpoint, to: Position) => at(to)) => {
  const written: [Position, Position][] = []
  const onFault = vi.fn()
  const kept = keepCheckpoint(
    at(0n),
    (from, to) => {
      written.push([from.position, to])
      return write(from, to)
    },
    onFault,
  )
  return { kept, written, onFault }
}

test('what was merely passed is written together, a little later', async () => {
  const { kept, written } = keep()
  for (const position of [1n, 2n, 3n]) kept.pass(position)
  expect(written).toEqual([])
  await vi.waitFor(() => expect(kept.stored().position).toBe(3n))
  expect(written).toEqual([[0n, 3n]])
})

test('a batch is written at once and carries what was passed before it', async () => {
  const { kept, written } = keep()
  kept.pass(4n)
  await kept.advance(async (from) => {
    expect(from.position).toBe(0n)
    return at(9n)
  })
  await kept.save()
  expect([kept.stored().position, written]).toEqual([9n, []])
})

test('whoever asks has it written now', async () => {
  const { kept, written } = keep()
  kept.pass(5n)
  await kept.save()
  expect([kept.stored().position, written]).toEqual([5n, [[0n, 5n]]])
})

test('a fault on the way is told, and nothing is written after closing', async () => {
  const { kept, onFault } = keep(() => Promise.reject(new Error('taken over')))
  kept.pass(6n)
  await vi.waitFor(() => expect(onFault).toHaveBeenCalledOnce())
  kept.close()
  await kept.save()
  expect(kept.stored().position).toBe(0n)
})
