import { expect, test } from 'vitest'
import { parseWhen } from './when.ts'

test.each([
  ['2024', 'year'],
  ['2024-03', 'month'],
  ['2024-02-29', 'day'],
  ['2024-03-01T08:00:00+08:00', 'instant'],
])('%s is a %s', (value, precision) => {
  expect(parseWhen(value)).toEqual({ value, precision })
})

test.each([
  '2026-02-30',
  '2025-02-29',
  '2024-13',
  '2024-00-01',
  '2026-02-30T08:00:00Z',
  '2026-02-03T25:00:00Z',
  '2026-02-03T08:00:00',
  '3 March',
])('%s is no date', (text) => {
  expect(parseWhen(text)).toBeUndefined()
})
