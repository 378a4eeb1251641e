import type { StoredBytes } from '@case-ledger/ledger'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decodeOnce } from './decode-once.ts'
import { plainDecode, testEvent } from './testing/events.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const bytes = (): StoredBytes => {
  const { id, type, header, data } = testEvent({ id: 'e', type: 'Noted', matter: 'm' })
  return { stream: 'case-1', revision: 0, position: 0n, recordedAt: '2026-01-05T08:00:00.000Z', id, type, header, data }
}

test('an event given to many is decoded once, and anew after a second', async () => {
  const decode = vi.fn(plainDecode)
  const once = decodeOnce(decode)
  const event = bytes()
  const [first, second] = await Promise.all([once(event), once(event)])
  expect(second).toBe(first)
  expect(decode).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1_000)
  await once(event)
  expect(decode).toHaveBeenCalledTimes(2)
})

test('a fault is met by those who asked, and not remembered', async () => {
  const decode = vi.fn(plainDecode).mockImplementationOnce(() => {
    throw new Error('no answer')
  })
  const once = decodeOnce(decode)
  const event = bytes()
  expect(() => once(event)).toThrow('no answer')
  expect((await once(event)).type).toBe('Noted')
})
