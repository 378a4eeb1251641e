/**
 * What the evaluation assumes beyond the law 评估参数. None of these is law: the first is a screening band, the others only ever
 * help to say `not_met` where a figure is silent, never `met`. All settable.
 */
export type AssessOptions = {
  /** Today in Asia/Shanghai, YYYY-MM-DD: the day of the question `today`. */
  today: string
  /** Share of a line from which a figure is `near` 临界比例. */
  nearShare?: number
  /** A stated value that is no statutory measure bounds the unstated ones at this multiple of itself (prices can be argued upward). */
  valueSlack?: number
  /** Stated stock below this share of the line, with no word on sales: sales are taken to be of its order at most. */
  farBelow?: number
  /** Least plausible share of income in sales, to bound sales where only the income is stated. */
  leastMargin?: number
  /** Highest plausible share of income in sales, to bound the income where only the sales are stated. */
  mostMargin?: number
  /** Highest plausible price of one infringing copy, in fen, to bound the value of a few copies. */
  copyCeiling?: number
  /** Highest plausible price of one label or packaging, in fen, likewise. */
  labelCeiling?: number
  /** Lowest plausible price of one cigarette, in fen, to bound the sticks by their value. */
  stickFloor?: number
}

export type Options = Required<AssessOptions>

export const withDefaults = (options: AssessOptions): Options => ({
  nearShare: 0.8,
  valueSlack: 1.25,
  farBelow: 0.5,
  leastMargin: 0.05,
  mostMargin: 0.75,
  copyCeiling: 20_000,
  labelCeiling: 2_000,
  stickFloor: 5,
  ...options,
})
