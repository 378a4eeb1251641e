/** Days in force: `from` to `to`, both included; `to: null` = no end. Days are `YYYY-MM-DD`, so they compare as text. */
export type Span = { from: string; to: string | null }

const NO_END = '9999-12-31'

export const inForce = (span: Span, on: string): boolean => span.from <= on && on <= (span.to ?? NO_END)

export const overlap = (a: Span, b: Span): boolean => a.from <= (b.to ?? NO_END) && b.from <= (a.to ?? NO_END)

/** Whether `inner` lies within `outer`. */
export const isWithin = (inner: Span, outer: Span): boolean =>
  outer.from <= inner.from && (inner.to ?? NO_END) <= (outer.to ?? NO_END)
