import { describe, expect, it } from 'vitest'
import { dueDay, plusMonths } from './calendar.ts'

describe('terms of days', () => {
  it('leaves out the day of the anchor', () => {
    expect(dueDay('2025-01-10', { value: 3, unit: 'calendar_days' })).toEqual({ day: '2025-01-13', provisional: false })
  })
  it('skips holidays and works on make-up days', () => {
    // 2026-02-14 (Saturday) is a make-up working day, 15 to 23 February are the Spring Festival.
    expect(dueDay('2026-02-13', { value: 1, unit: 'working_days' })?.day).toBe('2026-02-14')
    expect(dueDay('2026-02-13', { value: 2, unit: 'working_days' })?.day).toBe('2026-02-24')
  })
  it('counts from a day off as from any day', () => {
    expect(dueDay('2025-01-04', { value: 1, unit: 'working_days' })?.day).toBe('2025-01-06')
  })
  it('ends months and years on the same day or the last of a shorter month', () => {
    expect(dueDay('2024-12-31', { value: 2, unit: 'months' })?.day).toBe('2025-02-28')
    expect(dueDay('2024-02-29', { value: 1, unit: 'years' })?.day).toBe('2025-02-28')
    expect(plusMonths('2026-05-31', -24)).toBe('2024-05-31')
  })
  it('is provisional past the loaded calendar, and has no due day in hours', () => {
    expect(dueDay('2026-12-30', { value: 10, unit: 'working_days' })?.provisional).toBe(true)
    expect(dueDay('2026-12-30', { value: 24, unit: 'hours' })).toBeUndefined()
  })
})
