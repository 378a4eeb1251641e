import type { Amount, Basis, FactSheet, Question } from '@case-ledger/contracts'
import { codesIf } from './codes.ts'
import type { Range } from './range.ts'

type Stage = NonNullable<Amount['stage']>
/** Which count speaks: at the decision the one the agency had then, today the latest. A figure without a stage always speaks. */
const STAGES: Record<Question, readonly Stage[]> = {
  'at-decision': ['penalty', 'filing', 'investigation'],
  today: ['investigation', 'penalty', 'filing'],
}

/**
 * Order of prices 计价顺序 (2004 interpretation art. 12(1)): actual, marked or verified average price; only where none of these is
 * found, the genuine product's. A nominal value comes last.
 */
const PRICE_RANK: Record<Amount['valuation'], number> = {
  actual_price: 0,
  marked_price: 0,
  average_price: 0,
  appraised: 1,
  customs: 1,
  unknown: 1,
  genuine_price: 2,
  nominal: 3,
}

/** A figure that the source rounds stands for all that rounds to it: half a unit of its last significant digit. */
const rounding = (value: number): number => {
  let unit = 1
  while (value > 0 && value % (unit * 10) === 0) unit *= 10
  return unit / 2
}

const boundsOf = ({ value, bound }: Amount): [number, number] => {
  if (bound === 'at_least') return [value, Number.POSITIVE_INFINITY]
  if (bound === 'at_most') return [0, value]
  return bound === 'about' ? [value - rounding(value), value + rounding(value)] : [value, value]
}

const chosen = (sheet: FactSheet, basis: Basis, question: Question): readonly Amount[] => {
  const all = sheet.amounts.filter((a) => a.basis === basis)
  const stage = STAGES[question].find((s) => all.some((a) => a.stage === s))
  return all.filter((a) => a.stage === undefined || a.stage === stage)
}

/**
 * What the sheet states of one measure, for one subject. Several figures of one measure may be parts or re-counts: at least the
 * largest of the best-valued ones, at most all together. A total over n subjects (`heads`) gives each at most the total, and one of
 * them at least the n-th part (pigeonhole): a line below that part was reached by somebody.
 */
export const stated = (sheet: FactSheet, basis: Basis, question: Question): Range | undefined => {
  const amounts = chosen(sheet, basis, question)
  if (amounts.length === 0) return undefined
  const best = Math.min(...amounts.map((a) => PRICE_RANK[a.valuation]))
  const headsOf = (a: Amount) => a.heads ?? sheet.heads ?? 1
  const leading = amounts
    .filter((a) => PRICE_RANK[a.valuation] === best)
    .reduce((x, y) => (boundsOf(y)[0] / headsOf(y) > boundsOf(x)[0] / headsOf(x) ? y : x))
  const heads = headsOf(leading)
  return {
    lo: boundsOf(leading)[0] / heads,
    hi: amounts.reduce((sum, a) => sum + boundsOf(a)[1], 0),
    amounts,
    value: leading.value,
    ...(heads > 1 && { heads }),
    why: [
      ...codesIf(heads > 1, 'heads.total'),
      ...codesIf(
        amounts.some((a) => a.bound === 'about'),
        'figure.rounded',
      ),
      ...codesIf(amounts.length > 1, 'figure.several'),
    ],
  }
}
