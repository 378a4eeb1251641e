import type { FactSheet, LimbTest, Question, Tri, Verdict } from '@case-ledger/contracts'
import type { Rulebook } from '../register.ts'
import type { LimbBasis, ThresholdRule } from '../rule.ts'
import { inForce } from '../span.ts'
import { type AnyCode, codesIf } from './codes.ts'
import { appliesTo, sheetsFor } from './conditions.ts'
import type { Conduct } from './conduct.ts'
import { MEASURES, MISSING_OF } from './measures.ts'
import type { Options } from './options.ts'
import { maxOf, type Range, sumOf, UNKNOWN } from './range.ts'

/** All that one offence of one subject is tested on. */
export type Bench = {
  rulebook: Rulebook
  offence: string
  sheets: readonly FactSheet[]
  conduct: Conduct
  question: Question
  options: Options
}

/** A limb's test, with its number alone (`raw`) beside what may be said of it, and the facts that would decide it. */
export type Tested = { rule: ThresholdRule; test: LimbTest; raw: Verdict; missing: readonly AnyCode[]; ratio: number }

const RANK: Record<Verdict, number> = { none: 0, not_met: 1, possible: 2, near: 3, met: 4 }
export const higher = (a: Verdict, b: Verdict): boolean => RANK[a] > RANK[b]
export const highest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((top, v) => (higher(v, top) ? v : top), 'none')
export const cap = (verdict: Verdict): Verdict => (higher(verdict, 'possible') ? 'possible' : verdict)

/**
 * Several untreated acts add up, each measure within itself 累计 (2004 interpretation art. 12(2); 2001 interpretation art. 2(4)):
 * what the texts name, and nothing else.
 */
const ADDED_UP: Record<string, readonly LimbBasis[]> = {
  'accumulation.ip': ['illegal_business', 'illegal_income', 'sales'],
  'accumulation.140': ['sales', 'unsold_value'],
}
const IP_OFFENCES = ['213', '214', '215', '216', '217', '218', '219']

const addsUp = (bench: Bench, basis: LimbBasis, on: string): Tri => {
  const series = IP_OFFENCES.includes(bench.offence) ? 'accumulation.ip' : `accumulation.${bench.offence}`
  if (!ADDED_UP[series]?.includes(basis)) return 'no'
  const rule = bench.rulebook.series(series).find((r) => inForce(r, on))
  return rule === undefined ? 'no' : rule.confirmed ? 'yes' : 'unknown'
}

/** One measure over all the sheets a limb looks at. Sheets are separate acts: added up, or each alone, as the text says. */
export const measure = (
  bench: Bench,
  rule: ThresholdRule,
  basis: LimbBasis,
  line: number,
  on: string,
): Range | undefined => {
  const read = MEASURES[basis]
  if (!read) return undefined
  const { question, options } = bench
  const ranges = sheetsFor(rule, bench.sheets).map((sheet) => read({ sheet, question, line, options }))
  if (ranges.length === 0) return UNKNOWN
  if (ranges.length === 1) return ranges[0]
  if (rule.conditions?.right === 'goods_and_service_marks') return sumOf(ranges)
  const added = addsUp(bench, basis, on)
  if (added === 'no') return maxOf(ranges)
  const sum = sumOf(ranges)
  return { ...sum, why: [...sum.why, 'figure.added_up'], ...(added === 'unknown' && { alone: maxOf(ranges) }) }
}

/**
 * The three-valued comparison with a line that lies between `lowest` and `top`. 以上 includes the number itself (Criminal Law art.
 * 99). A line that is itself uncertain has no screening band.
 */
export const compare = (range: Range, lowest: number, top: number, nearShare: number): Verdict => {
  if (range.lo >= top) return 'met'
  const isNear = lowest === top && range.lo >= lowest * nearShare
  if (range.hi < lowest)
    return isNear ? 'near' : lowest === top || range.hi < lowest * nearShare ? 'not_met' : 'possible'
  // a rounded figure that lies across the line itself says nothing either way
  return isNear && !Number.isFinite(range.hi) ? 'near' : 'possible'
}

/** The number or numbers a limb may mean: several where the text was not read, or where a unit's line was a multiple. */
export const linesOf = (bench: Bench, rule: ThresholdRule, on: string): readonly [number, number] | undefined => {
  const values = rule.figure
    ? [rule.figure.value]
    : rule.candidates?.unit === 'times'
      ? []
      : (rule.candidates?.values ?? [])
  if (values.length === 0) return undefined
  return [Math.min(...values), Math.max(...values) * unitMultiple(bench, on)]
}

/** Units had three times the line until 2007-04-04 (2004 interpretation art. 15); a sheet does not say whether it is one. */
export const unitMultiple = (bench: Bench, on: string): number => {
  if (!IP_OFFENCES.includes(bench.offence)) return 1
  const rule = bench.rulebook.series('unit.multiplier.ip').find((r) => inForce(r, on))
  return rule && 'multiple' in rule ? (rule.multiple?.by ?? 1) : 1
}

export type Outcome = {
  raw: Verdict
  missing: readonly AnyCode[]
  why: readonly AnyCode[]
  range?: Range
  line?: number
  /** True when the number holds only by a further rule that nobody has read. */
  unread?: boolean
}

/** Turns what a limb's number says into what may be said: open conditions and unread rules leave it `possible`. */
export const tested = (bench: Bench, rule: ThresholdRule, outcome: Outcome): Tested => {
  const { applies, missing } = appliesTo(rule, bench.sheets, bench.conduct)
  const { raw, range, line } = outcome
  const open = [
    ...(applies === 'unknown' ? missing : []),
    ...codesIf(!rule.confirmed || outcome.unread === true, 'rule.unconfirmed'),
  ]
  const verdict = open.length > 0 ? cap(raw) : raw
  const unit = rule.figure?.unit === 'fen' || rule.candidates?.unit === 'fen' ? 'fen' : 'count'
  return {
    rule,
    raw: applies === 'unknown' ? cap(raw) : raw,
    missing: raw === 'not_met' || raw === 'none' ? [] : [...open, ...outcome.missing],
    ratio: range && line ? Math.min(range.lo > 0 ? range.lo : range.hi, 1e15) / line : 0,
    test: {
      rule: rule.id,
      basis: rule.basis ?? 'other',
      tier: rule.tier,
      ...(rule.modifier !== undefined && { modifier: rule.modifier }),
      ...(range?.value !== undefined && {
        measured: {
          value: range.value,
          unit,
          amounts: range.amounts,
          ...(range.heads !== undefined && { heads: range.heads }),
        },
      }),
      ...(line !== undefined && { threshold: { value: line, unit } }),
      verdict,
      why: [...outcome.why, ...(verdict === raw ? [] : open)],
    },
  }
}

/** Tests a limb that states a number of its own. @returns undefined where it states none. */
export const testFigure = (bench: Bench, rule: ThresholdRule, on: string): Tested | undefined => {
  const lines = linesOf(bench, rule, on)
  const basis = rule.basis as LimbBasis
  if (!lines || MEASURES[basis] === undefined) return undefined
  const [lowest, top] = lines
  const range = measure(bench, rule, basis, lowest, on) ?? UNKNOWN
  const raw = compare(range, lowest, top, bench.options.nearShare)
  const unit = codesIf(unitMultiple(bench, on) > 1 && raw === 'possible' && range.lo >= lowest, 'subject.kind')
  return tested(bench, rule, {
    raw,
    range,
    line: lowest,
    unread: range.alone !== undefined && higher(raw, compare(range.alone, lowest, top, bench.options.nearShare)),
    why: range.why,
    missing: raw === 'met' ? [] : [...(MISSING_OF[basis] ?? []), ...unit],
  })
}
