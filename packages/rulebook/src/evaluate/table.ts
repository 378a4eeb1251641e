import type { Tri, Verdict } from '@case-ledger/contracts'
import { STATUTORY_BASES } from '@case-ledger/contracts'
import type { ThresholdRule } from '../rule.ts'
import { type AnyCode, uniqueCodes } from './codes.ts'
import { testCompound } from './compound.ts'
import { appliesTo } from './conditions.ts'
import { nextDay } from './conduct.ts'
import { type Bench, cap, higher, highest, type Tested, tested, testFigure } from './limb.ts'

/** What the law of one day says of one offence: every limb's test and the verdict of the base ones together. */
export type Table = {
  on: string
  /** The numbers alone, as if every rule had been read; `verdict` is what may be said. */
  raw: Verdict
  verdict: Verdict
  tests: readonly Tested[]
  decisive?: Tested
  missing: readonly AnyCode[]
  aggravated: Tri
  /** The article asks for something that no text of that day puts in figures 空档. */
  gap: boolean
  /** False when no base limb of that day has a number, so that none could be reached. */
  hasNumbers: boolean
}

/**
 * A limb that names a measure and no number: the article changed before its figures did (213 service marks, 214, 219 from
 * 2021-03-01 to 2025-04-25). Older limbs of the same offence then define words the article no longer has.
 */
const isGap = (rule: ThresholdRule): boolean =>
  rule.tier === 'base' &&
  !rule.figure &&
  !rule.candidates &&
  !rule.multiple &&
  (rule.basis === 'none_set' || (STATUTORY_BASES as readonly string[]).includes(rule.basis ?? ''))

const applicable = (bench: Bench, on: string): readonly ThresholdRule[] =>
  bench.rulebook
    .thresholds({ offence: bench.offence, on })
    .filter((rule) => appliesTo(rule, bench.sheets, bench.conduct).applies !== 'no')

const test = (bench: Bench, rule: ThresholdRule, on: string): Tested =>
  testFigure(bench, rule, on) ??
  testCompound(bench, rule, on) ??
  tested(bench, rule, { raw: 'none', why: ['limb.no_figure'], missing: [] })

/** The measures the texts name first; where nothing is stated, the row shows one of these. */
const LEADING = ['illegal_business', 'sales', 'labels', 'copies', 'works', 'loss', 'loss_or_income', 'sticks']

const order = (t: Tested): readonly number[] => [
  t.rule.confirmed ? 0 : 1,
  t.test.measured ? 0 : 1,
  t.rule.modifier === undefined ? 0 : 1,
  t.test.measured ? -t.ratio : LEADING.includes(t.test.basis) ? 0 : 1,
]

/** Higher verdict, then confirmed, then with a figure, then the plain limb, then nearest to its line. */
const byWeight = (a: Tested, b: Tested): number => {
  if (a.test.verdict !== b.test.verdict) return higher(a.test.verdict, b.test.verdict) ? -1 : 1
  const [x, y] = [order(a), order(b)]
  return x.map((n, i) => n - (y[i] as number)).find((d) => d !== 0) ?? 0
}

const triOf = (verdicts: readonly Verdict[]): Tri => {
  const top = highest(verdicts)
  return top === 'met' ? 'yes' : top === 'possible' || top === 'near' ? 'unknown' : 'no'
}

const plain = (bench: Bench, on: string, rules: readonly ThresholdRule[]): Table => {
  const tests = rules.map((rule) => test(bench, rule, on)).toSorted(byWeight)
  const base = tests.filter((t) => t.rule.tier === 'base' && t.test.verdict !== 'none')
  const verdict = highest(base.map((t) => t.test.verdict))
  const decisive = base[0] ?? tests[0]
  return {
    on,
    raw: highest(base.map((t) => t.raw)),
    verdict,
    tests,
    ...(decisive && { decisive }),
    missing: verdict === 'met' ? [] : uniqueCodes(base.flatMap((t) => t.missing)),
    aggravated: triOf(tests.filter((t) => t.rule.tier === 'aggravated').map((t) => t.test.verdict)),
    gap: false,
    hasNumbers: base.length > 0,
  }
}

const inGap = (t: Tested): Tested => ({
  ...t,
  test: { ...t.test, verdict: cap(t.test.verdict), why: [...new Set([...t.test.why, 'law.gap'])] },
})

/**
 * In a gap both tables are computed, the one whose words no longer fit and the next one, and no conclusion is drawn: `possible`,
 * unless neither of them comes near its line.
 */
const withGap = (bench: Bench, on: string, rules: readonly ThresholdRule[], gaps: readonly ThresholdRule[]): Table => {
  const ends = gaps.flatMap((g) => g.to ?? []).toSorted()
  const after = ends[0] === undefined ? undefined : nextDay(ends[0])
  const old = plain(bench, on, rules)
  const next = after === undefined ? undefined : plain(bench, after, applicable(bench, after))
  const tables = [old, ...(next ? [next] : [])].filter((t) => t.hasNumbers)
  const low = tables.length > 0 && tables.every((t) => t.verdict === 'not_met')
  const gapTests = gaps.map((rule) =>
    tested(bench, rule, { raw: low ? 'not_met' : 'possible', why: ['law.gap'], missing: [] }),
  )
  const tests = tables.flatMap((t) => t.tests).map(inGap)
  const decisive = tables
    .map((t) => t.decisive)
    .find((t) => t !== undefined && t.test.verdict === highest(tables.map((x) => x.verdict)))
  return {
    on,
    raw: highest(tables.map((t) => t.verdict)),
    verdict: low ? 'not_met' : 'possible',
    tests: [...tests, ...gapTests],
    decisive: decisive ? inGap(decisive) : (gapTests[0] as Tested),
    missing: low ? [] : uniqueCodes(['law.gap', ...tables.flatMap((t) => t.missing)]),
    aggravated: tables.some((t) => t.aggravated !== 'no') ? 'unknown' : 'no',
    gap: true,
    hasNumbers: true,
  }
}

/** Tests every limb of an offence that is in force on a day and not excluded by its own conditions. */
export const tableOn = (bench: Bench, on: string): Table => {
  const rules = applicable(bench, on)
  const gaps = rules.filter(isGap)
  if (gaps.length === 0) return plain(bench, on, rules)
  const services = bench.sheets.filter((s) => s.right === 'service_mark')
  const goods = bench.sheets.filter((s) => s.right !== 'service_mark')
  if (gaps.every((g) => g.conditions?.right === 'service_mark') && goods.length > 0) {
    // only the services fall into the gap; the goods have their figures
    const [a, b] = [tableOn({ ...bench, sheets: goods }, on), tableOn({ ...bench, sheets: services }, on)]
    return higher(b.verdict, a.verdict) ? b : a
  }
  return withGap(
    bench,
    on,
    rules.filter((r) => !isGap(r)),
    gaps,
  )
}
