import { expect, test } from 'vitest'
import { createHeadWatch } from './head-watch.ts'

const never = new AbortController().signal
const settled = async (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))])

test('a reader sleeps at the head and wakes when it moves', async () => {
  const watch = createHeadWatch()
  watch.reached(4n)
  const reader = watch.beyond(4n, never)
  expect(await settled(reader)).toBe(false)
  watch.reached(4n)
  watch.reached(3n)
  expect(await settled(reader)).toBe(false)
  expect(watch.isWaitedFor()).toBe(true)
  watch.reached(5n)
  expect(await settled(reader)).toBe(true)
  expect(watch.isWaitedFor()).toBe(false)
})

test('a reader behind the head does not sleep', async () => {
  const watch = createHeadWatch()
  watch.reached(4n)
  expect(await settled(watch.beyond(3n, never))).toBe(true)
})

test('all look again when another log stands in its place, even a shorter one', async () => {
  const watch = createHeadWatch()
  watch.reached(9n)
  const reader = watch.beyond(9n, never)
  watch.replaced(4n)
  expect(await settled(reader)).toBe(true)
  expect(await settled(watch.beyond(4n, never))).toBe(false)
})

test('abort wakes, and leaves nothing behind', async () => {
  const watch = createHeadWatch()
  const stop = new AbortController()
  const reader = watch.beyond(-1n, stop.signal)
  stop.abort()
  expect(await settled(reader)).toBe(true)
  expect(watch.isWaitedFor()).toBe(false)
  expect(await settled(watch.beyond(-1n, stop.signal))).toBe(true)
})
