import type { Amount } from '@case-ledger/contracts'
import type { Code } from './codes.ts'

/** What is known of one measure: it lies between `lo` and `hi` (fen or count); `hi` may be `Infinity`. */
export type Range = {
  lo: number
  hi: number
  /** The figures it rests on, and how many subjects they lump together. */
  amounts: readonly Amount[]
  /** The figure as stated; left out where this measure itself is not stated, only bounded by others. */
  value?: number
  heads?: number
  /** The largest part, where adding the parts up rests on a rule that nobody has read. */
  alone?: Range
  /** Why the bounds are what they are. */
  why: readonly Code[]
}

export const UNKNOWN: Range = { lo: 0, hi: Number.POSITIVE_INFINITY, amounts: [], why: [] }

export const isUnknown = (range: Range): boolean => range.lo === 0 && range.hi === Number.POSITIVE_INFINITY

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)]

const merge = (ranges: readonly Range[]): Pick<Range, 'amounts' | 'why' | 'value' | 'heads'> => {
  const values = ranges.flatMap((r) => (r.value === undefined ? [] : [r.value]))
  const heads = Math.max(0, ...ranges.map((r) => r.heads ?? 0))
  return {
    amounts: unique(ranges.flatMap((r) => r.amounts)),
    why: unique(ranges.flatMap((r) => r.why)),
    ...(values.length > 0 && { value: values.reduce((a, b) => a + b, 0) }),
    ...(heads > 1 && { heads }),
  }
}

/** Parts that are added, such as sold and unsold. */
export const sumOf = (ranges: readonly Range[]): Range => ({
  ...merge(ranges),
  lo: ranges.reduce((sum, r) => sum + r.lo, 0),
  hi: ranges.reduce((sum, r) => sum + r.hi, 0),
})

/** The larger of several measures, such as loss or income. */
export const maxOf = (ranges: readonly Range[]): Range => {
  const lo = Math.max(...ranges.map((r) => r.lo))
  const top = ranges.find((r) => r.lo === lo && r.value !== undefined) ?? ranges.find((r) => r.value !== undefined)
  return {
    ...merge(ranges),
    lo,
    hi: Math.max(...ranges.map((r) => r.hi)),
    ...(top?.value !== undefined && { value: top.value }),
  }
}

/** The same measure, known to be at least `floor.lo`: one figure contains the other. */
export const atLeast = (range: Range, floor: Range, why: Code): Range =>
  floor.lo <= range.lo
    ? range
    : {
        ...range,
        lo: floor.lo,
        hi: Math.max(range.hi, floor.lo),
        amounts: unique([...range.amounts, ...floor.amounts]),
        value: floor.value ?? floor.lo,
        ...(floor.heads !== undefined && { heads: floor.heads }),
        why: unique([...range.why, ...floor.why, why]),
      }

/** An unstated measure, bounded from above by another figure. */
export const atMost = (hi: number, from: Range, why: Code): Range => ({
  lo: 0,
  hi,
  amounts: from.amounts,
  ...(from.heads !== undefined && { heads: from.heads }),
  why: unique([...from.why, why]),
})
