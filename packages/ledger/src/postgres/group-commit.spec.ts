import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Append, AppendResult } from '../port.ts'
import { appendOf, freshStream, sampleEvent } from '../suite/sample.ts'
import { createGroupCommit, type SendBatch } from './group-commit.ts'

const resultOf = (append: Append): AppendResult => ({ outcome: 'conflict', actual: Number(append.expected) })
const some = (count: number): Append[] =>
  Array.from({ length: count }, (_, i) => appendOf(freshStream(), i, sampleEvent()))

/** A sender that records its batches and fails as `fails` says. */
const recorder = (fails: (batch: readonly Append[], turn: number) => unknown = () => undefined) => {
  const batches: number[] = []
  const send: SendBatch = async (batch) => {
    batches.push(batch.length)
    const error = fails(batch, batches.length - 1)
    if (error) throw error
    return batch.map(resultOf)
  }
  return { batches, send }
}

const refusal = (code: string) => Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code })
const connectionLost = new Error('read ECONNRESET')

describe('group commit', () => {
  test('sends together what is given together, and gives each its own result', async () => {
    const { batches, send } = recorder()
    const commits = createGroupCommit(send)
    const appends = some(30)
    const results = await Promise.all(appends.map((append) => commits.add(append, 100)))
    expect(results).toEqual(appends.map(resultOf))
    expect(batches).toEqual([30])
  })

  test('gathers while a batch is under way', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const batches: number[] = []
    const commits = createGroupCommit(async (batch) => {
      batches.push(batch.length)
      if (batches.length === 1) await gate
      return batch.map(resultOf)
    })
    const [first, ...rest] = some(20)
    const early = commits.add(first!, 500)
    await new Promise((resolve) => setImmediate(resolve))
    const late = rest.map((append) => commits.add(append, 500))
    release()
    await Promise.all([early, ...late])
    expect(batches).toEqual([1, 19])
  })

  test('what is worth a commit of its own waits for nobody', async () => {
    const { batches, send } = recorder()
    const commits = createGroupCommit(send)
    const adding = some(5).map((append) => commits.add(append, 64 * 1024))
    expect(batches).toEqual([1])
    await Promise.all(adding)
    expect(batches).toEqual([1, 4])
  })

  test('bounds a batch by count and by bytes', async () => {
    const byCount = recorder()
    const counted = createGroupCommit(byCount.send)
    await Promise.all(some(1_100).map((append) => counted.add(append, 10)))
    expect(byCount.batches).toEqual([32, 512, 512, 44])
    const byBytes = recorder()
    const weighed = createGroupCommit(byBytes.send)
    await Promise.all(some(9).map((append) => weighed.add(append, 1024 * 1024)))
    expect(byBytes.batches).toEqual([1, 4, 4])
  })

  test('when the server refuses a batch, each goes alone and only the one at fault fails', async () => {
    const appends = some(5)
    const { batches, send } = recorder((batch) => (batch.includes(appends[2]!) ? refusal('22021') : undefined))
    const commits = createGroupCommit(send)
    const results = await Promise.allSettled(appends.map((append) => commits.add(append, 500)))
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(results[2]).toMatchObject({ reason: { code: 'run.internal' } })
    expect(batches).toEqual([5, 1, 1, 1, 1, 1])
  })

  test('a full disk is unavailability, said so', async () => {
    const { send } = recorder(() => refusal('53100'))
    await expect(createGroupCommit(send).add(some(1)[0]!, 500)).rejects.toMatchObject({ code: 'ledger.unavailable' })
  })

  test('a full disk fails a whole batch at once, without trying each by itself', async () => {
    const { batches, send } = recorder(() => refusal('53100'))
    const commits = createGroupCommit(send)
    const results = await Promise.allSettled(some(5).map((append) => commits.add(append, 500)))
    expect(results.every((r) => r.status === 'rejected' && r.reason.code === 'ledger.unavailable')).toBe(true)
    expect(batches).toEqual([5])
  })

  test.each(['55P03', '40P01'])(
    'a lock not got in time (%s) sends the same batch again, "any" included',
    async (code) => {
      const { batches, send } = recorder((_, turn) => (turn === 0 ? refusal(code) : undefined))
      const commits = createGroupCommit(send, { pauses: [1] })
      const appends = [...some(2), appendOf(freshStream(), 'any', sampleEvent())]
      await Promise.all(appends.map((append) => commits.add(append, 500)))
      expect(batches).toEqual([3, 3])
    },
  )

  test('what waits is bounded: more is refused at once, and taken again when there is room', async () => {
    const gate = Promise.withResolvers<void>()
    const commits = createGroupCommit(async (batch) => {
      await gate.promise
      return batch.map(resultOf)
    })
    const MiB = 1024 * 1024
    const early = some(70).map((append) => commits.add(append, MiB))
    const outcomes = Promise.allSettled(early)
    gate.resolve()
    const refused = (await outcomes).filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(5)
    for (const one of refused) expect(one.reason).toMatchObject({ code: 'ledger.overloaded' })
    expect(await commits.add(some(1)[0]!, MiB)).toMatchObject({ outcome: 'conflict' })
  })

  test('after a lost connection the same batch is sent again', async () => {
    const { batches, send } = recorder((_, turn) => (turn < 2 ? connectionLost : undefined))
    const commits = createGroupCommit(send, { pauses: [1, 1] })
    const appends = some(3)
    expect(await Promise.all(appends.map((append) => commits.add(append, 500)))).toEqual(appends.map(resultOf))
    expect(batches).toEqual([3, 3, 3])
  })

  test('an append that expects "any" is never sent twice: nothing would keep it from being stored twice', async () => {
    const { batches, send } = recorder((_, turn) => (turn === 0 ? connectionLost : undefined))
    const commits = createGroupCommit(send, { pauses: [1, 1] })
    const safe = commits.add(some(1)[0]!, 500)
    const unsafe = commits.add(appendOf(freshStream(), 'any', sampleEvent()), 500)
    await expect(unsafe).rejects.toMatchObject({ code: 'ledger.unavailable' })
    expect(await safe).toMatchObject({ outcome: 'conflict' })
    expect(batches).toEqual([2, 1])
  })

  test('when the store stays away, those sent and those still queued fail, and later ones are tried afresh', async () => {
    let down = true
    const { send } = recorder(() => (down ? connectionLost : undefined))
    const commits = createGroupCommit(send, { pauses: [1, 1] })
    const results = await Promise.allSettled(some(600).map((append) => commits.add(append, 500)))
    expect(results.filter((r) => r.status === 'rejected' && r.reason.code === 'ledger.unavailable')).toHaveLength(600)
    down = false
    expect(await commits.add(some(1)[0]!, 500)).toMatchObject({ outcome: 'conflict' })
    await commits.idle()
  })
})
