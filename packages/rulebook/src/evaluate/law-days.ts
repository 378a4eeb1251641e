import type { Question, Verdict } from '@case-ledger/contracts'
import { type AnyCode, codesIf, uniqueCodes } from './codes.ts'
import { type Conduct, nextDay } from './conduct.ts'
import { type Bench, cap, higher } from './limb.ts'
import { limbsOf } from './limbs-of.ts'
import { type Table, tableOn } from './table.ts'

/** The verdict of one offence under one question, from the tables of all the days whose law may govern. */
export type Judged = {
  verdict: Verdict
  table: Table
  lawAt: string | null
  missing: readonly AnyCode[]
  against: readonly AnyCode[]
}

/** Days on which the limbs of an offence change, after `from` and up to `to`. */
const changes = (bench: Bench, from: string, to: string): readonly string[] => [
  ...new Set(
    limbsOf(bench.rulebook, bench.offence)
      .flatMap((r) => [r.from, ...(r.to === null ? [] : [nextDay(r.to)])])
      .filter((day) => day > from && day <= to)
      .toSorted(),
  ),
]

const firstFigures = (bench: Bench): string | undefined =>
  limbsOf(bench.rulebook, bench.offence)
    .map((r) => r.from)
    .find((day) => tableOn(bench, day).hasNumbers)

/** An act before any interpretation is judged by the first one that came (2001 rules on their effect in time): `possible` at most. */
const tableOrLater = (bench: Bench, on: string): Table => {
  const table = tableOn(bench, on)
  if (table.hasNumbers) return table
  const first = firstFigures(bench)
  if (first === undefined || first <= on)
    return { ...table, verdict: 'possible', raw: 'possible', missing: ['law.no_figure'] }
  const later = tableOn(bench, first)
  return later.verdict === 'not_met'
    ? later
    : { ...later, verdict: cap(later.verdict), missing: [...later.missing, 'law.later_interpretation'] }
}

const agree = (tables: readonly Table[]): boolean => new Set(tables.map((t) => t.verdict)).size === 1

/** Where versions disagree, only what all of them say is said, and otherwise that it is possible. */
const common = (tables: readonly Table[]): Verdict =>
  tables.reduce<Verdict>((low, t) => (higher(low, t.verdict) ? t.verdict : low), 'met')
const disputed = (tables: readonly Table[]): Verdict =>
  higher(common(tables), 'possible') ? common(tables) : 'possible'

type Open = { table: Table; missing: readonly AnyCode[]; against: readonly AnyCode[]; verdict: Verdict }

/** Law at the act's end. Where its day is not certain, every version that may govern has to agree. */
const atAct = (bench: Bench, conduct: Conduct): Open => {
  const endLo = conduct.endLo ?? firstFigures(bench) ?? conduct.endHi
  const days = [endLo, ...changes(bench, endLo, conduct.endHi)]
  const tables = days.map((day) => tableOrLater(bench, day))
  const last = tables.at(-1) as Table
  if (!agree(tables)) {
    const best = tables.reduce((a, b) => (higher(b.verdict, a.verdict) ? b : a))
    return { table: best, verdict: disputed(tables), missing: [...last.missing, 'conduct.date'], against: [] }
  }
  const begun = conduct.start !== undefined && conduct.start < endLo ? conduct.start : undefined
  const before = begun === undefined ? [] : [begun, ...changes(bench, begun, endLo).filter((d) => d < endLo)]
  const earlier = before.map((day) => tableOn(bench, day)).filter((t) => t.hasNumbers)
  if (!earlier.some((t) => t.decisive?.rule.id !== last.decisive?.rule.id))
    return { table: last, verdict: last.verdict, missing: last.missing, against: [] }
  // conduct across a change of law is unsettled: both tables, and a conclusion only where they agree
  if (agree([...earlier, last]))
    return { table: last, verdict: last.verdict, missing: last.missing, against: ['law.span'] }
  const both = [...earlier, last]
  return { table: last, verdict: disputed(both), missing: uniqueCodes([...last.missing, 'law.span']), against: [] }
}

/** The newer law 从旧兼从轻 (Criminal Law art. 12): only where its numbers say less than the older ones. */
const milder = (bench: Bench, act: Open, on: string): Table | undefined => {
  const newer = tableOn(bench, on)
  return newer.hasNumbers && higher(act.table.raw, newer.raw) && higher(act.verdict, newer.raw) ? newer : undefined
}

/**
 * Judges one offence. `newerDay` is the day whose law stands beside that of the act: the decision's for `at-decision`, today for
 * `today`; left out where the decision has no date.
 */
export const judge = (bench: Bench, question: Question, newerDay: string | undefined): Judged => {
  const { conduct } = bench
  const act = atAct(bench, conduct)
  const dated = conduct.datedBy === 'none' ? null : act.table.on
  const settled = { ...act, lawAt: dated }
  if (newerDay === undefined || newerDay <= act.table.on) return settled
  const mild = milder(bench, act, newerDay)
  if (mild) {
    const unread = mild.tests.some((t) => t.rule.tier === 'base' && !t.rule.confirmed)
    const verdict = unread ? cap(act.verdict) : mild.verdict
    const missing = verdict === 'not_met' ? [] : uniqueCodes([...mild.missing, ...codesIf(unread, 'rule.unconfirmed')])
    return { verdict, table: mild, lawAt: newerDay, missing, against: [...act.against, 'law.milder'] }
  }
  // the standard in force on the day of the decision, where it says the same
  const newer = question === 'at-decision' ? tableOn(bench, newerDay) : undefined
  return newer?.hasNumbers && newer.verdict === act.verdict && !act.table.gap
    ? { ...settled, table: newer, lawAt: newerDay }
    : settled
}
