import days from 'chinese-days'
import type { Duration } from './rule.ts'

/** Last year whose holidays and make-up working days 放假调休 are loaded; a due day after it is provisional. */
export const LAST_LOADED_YEAR = 2026

export type Due = { day: string; provisional: boolean }

/**
 * Last day of a term that runs from `anchor` (YYYY-MM-DD, Asia/Shanghai). The day of the anchor does not count (刑诉法 art. 105,
 * 民法典 art. 201); working days follow the State Council's calendar; months and years end on the same day of the month, or
 * its last. Hours are for the clock engine and have no due day: `undefined`.
 */
export const dueDay = (anchor: string, { value, unit }: Duration): Due | undefined => {
  if (unit === 'hours') return undefined
  const day =
    unit === 'working_days'
      ? days.findWorkday(value, anchor)
      : unit === 'calendar_days'
        ? plusDays(anchor, value)
        : plusMonths(anchor, unit === 'years' ? value * 12 : value)
  return { day, provisional: Number(day.slice(0, 4)) > LAST_LOADED_YEAR }
}

const iso = (date: Date): string => date.toISOString().slice(0, 10)

const plusDays = (day: string, n: number): string => iso(new Date(Date.parse(day) + n * 86_400_000))

/** `day` shifted by whole months, back with a negative `n`; the 31st of a shorter month is its last day. */
export const plusMonths = (day: string, n: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + n, 0)).getUTCDate()
  return iso(new Date(Date.UTC(year, month - 1 + n, Math.min(date, last))))
}
