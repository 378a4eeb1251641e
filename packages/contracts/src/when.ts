import { z } from 'zod'

export const PRECISIONS = ['instant', 'day', 'month', 'year'] as const

const SHAPES: Record<(typeof PRECISIONS)[number], RegExp> = {
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  year: /^\d{4}$/,
}

/**
 * A claimed moment 发生时间 with its precision. Days, months and years are those of Asia/Shanghai.
 * `{ value: '2024-03', precision: 'month' }` is some moment of March 2024, no more.
 */
export const when: z.ZodType<When> = z
  .strictObject({ value: z.string(), precision: z.enum(PRECISIONS) })
  .refine((w) => SHAPES[w.precision].test(w.value) && isReal(w), { message: 'not a date of that precision' })
export type When = { value: string; precision: (typeof PRECISIONS)[number] }

/** Whether the calendar has it: `Date.parse` alone takes 30 February for 2 March. */
const isReal = ({ value, precision }: When): boolean => {
  const day = precision === 'year' ? `${value}-01-01` : precision === 'month' ? `${value}-01` : value.slice(0, 10)
  const read = new Date(`${day}T00:00:00Z`)
  const sameDay = !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day
  return sameDay && (precision !== 'instant' || !Number.isNaN(Date.parse(value)))
}

/** `occurredAt` of an event: a moment, or nothing is known of it. */
export const occurredAt = z.union([when, z.literal('unknown')])
export type OccurredAt = z.infer<typeof occurredAt>

/** Reads `2024`, `2024-03`, `2024-03-01` or an ISO instant with offset; `undefined` for anything else. */
export const parseWhen = (text: string): When | undefined => {
  const precision = PRECISIONS.find((p) => SHAPES[p].test(text))
  if (precision === undefined) return undefined
  const parsed = when.safeParse({ value: text, precision })
  return parsed.success ? parsed.data : undefined
}

/** First day (YYYY-MM-DD, Asia/Shanghai) on which it can have happened. */
export const firstDay = (w: When): string => {
  if (w.precision === 'instant') return shanghaiDay(w.value)
  if (w.precision === 'day') return w.value
  return w.precision === 'month' ? `${w.value}-01` : `${w.value}-01-01`
}

/** Last day (YYYY-MM-DD, Asia/Shanghai) on which it can have happened. */
export const lastDay = (w: When): string => {
  if (w.precision === 'year') return `${w.value}-12-31`
  if (w.precision !== 'month') return firstDay(w)
  const [year, month] = w.value.split('-').map(Number) as [number, number]
  return `${w.value}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`
}

/** The calendar day in Asia/Shanghai (UTC+8 all year since 1991) of an ISO instant. */
export const shanghaiDay = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)

/** Whether `a` came before `b`: `unknown` when their precision lets both orders be true. */
export const isBefore = (a: When | undefined, b: When | undefined): 'yes' | 'no' | 'unknown' => {
  if (!a || !b) return 'unknown'
  if (lastDay(a) < firstDay(b)) return 'yes'
  return firstDay(a) >= lastDay(b) ? 'no' : 'unknown'
}
