import { expect, test } from 'vitest'
import type { StoredBytes } from '../port.ts'
import { groupReads, type StreamRead } from './group-read.ts'

const answer = ({ stream, fromRevision }: StreamRead) => [{ stream, revision: fromRevision }] as StoredBytes[]

test('a lone read goes at once; what comes while two are under way goes together, each with its own answer', async () => {
  const gate = Promise.withResolvers<void>()
  const batches: number[] = []
  const read = groupReads(async (asked) => {
    batches.push(asked.length)
    await gate.promise
    return asked.map(answer)
  })
  const reads = Array.from({ length: 10 }, (_, i) => read(`case-${i}`, i))
  expect(batches).toEqual([1, 1])
  gate.resolve()
  expect(await Promise.all(reads)).toEqual(
    Array.from({ length: 10 }, (_, i) => answer({ stream: `case-${i}`, fromRevision: i })),
  )
  expect(batches).toEqual([1, 1, 8])
})

test('a fault is met by those who went together, and later ones are tried afresh', async () => {
  let down = true
  const read = groupReads(async (asked) => {
    if (down) throw new Error('away')
    return asked.map(answer)
  })
  await expect(read('case-1', 0)).rejects.toThrow('away')
  down = false
  expect(await read('case-1', 0)).toHaveLength(1)
})
