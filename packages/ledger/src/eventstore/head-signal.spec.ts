import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createHeadWatch } from '../head-watch.ts'
import type { Position } from '../port.ts'
import { signalledHead } from './head-signal.ts'

const never = new AbortController().signal
const random = () => 0.5

/** A store with a head, and subscriptions that bring what they are told to. */
const fakeStore = () => {
  const subscriptions: { push(position: Position): void; fail(): void; aborted: boolean }[] = []
  const store = {
    head: -1n as Position,
    looks: 0,
    subscriptions,
    readHead: async () => {
      store.looks++
      return store.head
    },
    async *listen(signal: AbortSignal): AsyncGenerator<Position> {
      const queue: (Position | 'fail')[] = []
      let wake = () => {}
      const put = (item: Position | 'fail') => {
        queue.push(item)
        wake()
      }
      const subscription = { push: put, fail: () => put('fail'), aborted: false }
      subscriptions.push(subscription)
      signal.addEventListener('abort', () => {
        subscription.aborted = true
        wake()
      })
      while (!signal.aborted) {
        const item = queue.shift()
        if (item === 'fail') throw new Error('cut')
        if (item !== undefined) yield item
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
  return store
}

describe('waking readers', () => {
  const stops: (() => void)[] = []
  afterEach(() => {
    for (const stop of stops.splice(0)) stop()
  })
  const open = (silence = 60_000) => {
    const store = fakeStore()
    const onRestart = vi.fn()
    const onDoubt = vi.fn(async () => {})
    const parts = { readHead: store.readHead, listen: store.listen, random, onRestart, onDoubt, pauses: [1], silence }
    const head = signalledHead({ watch: createHeadWatch(), ...parts })
    stops.push(head.stop)
    return { store, head, onRestart, onDoubt }
  }
  const subscribed = async (store: ReturnType<typeof fakeStore>, count: number) => {
    while (store.subscriptions.length < count) await turn()
    return store.subscriptions[count - 1]!
  }

  test('a signal wakes them once the head is there', async () => {
    const { store, head } = open()
    const reader = head.beyond(-1n, never)
    const subscription = await subscribed(store, 1)
    store.head = 100n
    subscription.push(100n)
    await expect(reader).resolves.toBeUndefined()
  })

  test("an event of the server's own wakes nobody, and raises the doubt whether all is as before", async () => {
    const { store, head, onDoubt } = open()
    const reader = head.beyond(-1n, never)
    const subscription = await subscribed(store, 1)
    subscription.push(100n)
    while (onDoubt.mock.calls.length === 0) await turn()
    store.head = 200n
    subscription.push(200n)
    await reader
    expect(store.looks).toBe(2)
  })

  test('a subscription that is cut is opened again, and what came meanwhile is found', async () => {
    const { store, head, onRestart } = open()
    const reader = head.beyond(-1n, never)
    const subscription = await subscribed(store, 1)
    store.head = 100n
    subscription.fail()
    await reader
    await subscribed(store, 2)
    expect(onRestart).toHaveBeenCalledOnce()
  })

  test('one that is mute is found out by looking at the head, and opened again', async () => {
    const { store, head } = open(5)
    const first = head.beyond(-1n, never)
    const subscription = await subscribed(store, 1)
    store.head = 100n
    await first
    const second = head.beyond(100n, never)
    await subscribed(store, 2)
    expect(subscription.aborted).toBe(true)
    store.head = 200n
    await second
  })

  test('nobody waiting, nothing is asked of the store', async () => {
    const { store, head } = open(1)
    await turn()
    expect(store.subscriptions).toHaveLength(0)
    head.reached(5n)
    await head.beyond(4n, never)
    expect(store.looks).toBe(0)
  })

  test('stop ends the subscription', async () => {
    const { store, head } = open()
    void head.beyond(-1n, never)
    const subscription = await subscribed(store, 1)
    head.stop()
    expect(subscription.aborted).toBe(true)
  })
})
