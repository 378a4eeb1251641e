import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('the same key in order, one at a time, also after a failure; other keys do not wait', async () => {
  const turns = createTurns()
  const done: string[] = []
  let release = () => {}
  const held = turns.take('a', () => new Promise<void>((resolve) => (release = resolve)))
  const failing = turns.take('a', async () => {
    done.push('a2')
    throw new Error('no')
  })
  const last = turns.take('a', async () => done.push('a3'))
  await turns.take('b', async () => done.push('b1'))
  await turn()
  expect(done).toEqual(['b1'])
  release()
  await held
  await expect(failing).rejects.toThrow('no')
  await last
  await turns.idle()
  expect(done).toEqual(['b1', 'a2', 'a3'])
})
