import { type Assessment, lastDay, type MatterFacts, type Question, type Verdict } from '@case-ledger/contracts'
import type { Rulebook } from '../register.ts'
import { type AnyCode, codesIf, uniqueCodes } from './codes.ts'
import { conductOf } from './conduct.ts'
import { evidenceOn } from './evidence.ts'
import { type Judged, judge } from './law-days.ts'
import { type Bench, cap, higher, type Tested } from './limb.ts'
import { limitationOf, type Tiers } from './limitation.ts'
import { absentElements, elementsOf, openElements } from './offence-elements.ts'
import type { Options } from './options.ts'
import { type Word, wordOn } from './outcomes.ts'
import type { Docket } from './subject.ts'
import type { Uncovered } from './trials.ts'

export type Context = { facts: MatterFacts; rulebook: Rulebook; options: Options; question: Question }

const levelOf = (t: Tested): number => (t.rule.tier === 'base' ? 0 : (t.rule.level ?? 1))

/** The tier names of the limitation data: `base`, `aggravated`, `aggravated2` … */
const tierName = (level: number): string => (level === 0 ? 'base' : `aggravated${level > 1 ? level : ''}`)

const tiersOf = (tests: readonly Tested[], verdict: Verdict): Tiers => {
  const top = (least: Verdict): string =>
    tierName(Math.max(0, ...tests.filter((t) => !higher(least, t.test.verdict)).map(levelOf)))
  return { sure: verdict === 'met' ? top('met') : 'base', possible: top('possible') }
}

type Spoken = Pick<Judged, 'verdict' | 'missing' | 'against'>

/** What keeps a number from standing for itself: an open role, right or product. */
const withOpen = (judged: Judged, open: readonly AnyCode[]): Spoken =>
  open.length === 0 || judged.verdict === 'not_met' || judged.verdict === 'none'
    ? judged
    : { ...judged, verdict: cap(judged.verdict), missing: uniqueCodes([...judged.missing, ...open]) }

/**
 * 相对不起诉 in a gap of the law: the procuratorate may only leave unpunished what it holds to be an offence (Criminal Procedure
 * Law art. 177(2)). Where the old or the next table is reached as well, its word settles that the article's own words are
 * fulfilled, which is the one thing the gap leaves open. It is no judgment, so the elements stay as they are.
 */
const inGap = (spoken: Spoken, judged: Judged, word: Word): Spoken =>
  judged.table.gap && judged.table.raw === 'met' && word.offencePresupposed
    ? { ...spoken, verdict: 'met', missing: [], against: [...spoken.against, 'law.gap'] }
    : spoken

/** 已达追诉标准 said by an authority without figures: worth asking for them, and no more. */
const withStatement = (spoken: Spoken, stated: boolean): Spoken =>
  stated && higher('possible', spoken.verdict)
    ? { ...spoken, verdict: 'possible', missing: uniqueCodes([...spoken.missing, 'figure.statement_only']) }
    : spoken

const bySettlement = (spoken: Spoken, word: Word): Spoken => {
  if (word.settled === undefined) return spoken
  return word.settled === 'judgment'
    ? { verdict: 'met', missing: [], against: [] }
    : { verdict: 'not_met', missing: [], against: ['outcome.acquitted'] }
}

/** One row: one offence of one subject under one question. */
export const rowOf = (ctx: Context, docket: Docket, tried: Docket['tried'][number]): Assessment => {
  const { facts, rulebook, options, question } = ctx
  const { subject } = docket
  const { offence, sheets, open } = tried
  const conduct = conductOf(sheets, facts, options.today)
  const bench: Bench = { rulebook, offence, sheets, conduct, question, options }
  const decided = facts.decidedAt ? lastDay(facts.decidedAt) : undefined
  const askedOn = question === 'today' ? options.today : decided
  const judged = judge(bench, question, askedOn)
  const word = wordOn(facts.outcomes, subject, offence, meansThis(docket, offence))
  const stated = sheets.some((s) => s.circumstances.includes('above_standard_stated'))
  const spoken = bySettlement(inGap(withStatement(withOpen(judged, open), stated), judged, word), word)
  const { verdict } = spoken
  const { table } = judged
  const decisive = table.decisive
  const elements = elementsOf(rulebook, offence, judged.lawAt ?? conduct.endHi, sheets, verdict, word.settled)
  const evidence = evidenceOn(offence, sheets)
  const limitation = limitationOf(rulebook, offence, conduct, tiersOf(table.tests, verdict), askedOn, word.charged)
  const settled = word.settled !== undefined
  const decides = verdict === 'not_met' || verdict === 'none' ? [] : openElements(elements)
  const undated = codesIf(question === 'at-decision' && decided === undefined && decides.length > 0, 'decision.date')
  return {
    matter: facts.matter,
    subject,
    offence,
    question,
    verdict,
    rule: decisive?.rule.id ?? null,
    limb: decisive
      ? {
          basis: decisive.test.basis,
          tier: decisive.test.tier,
          ...(decisive.test.modifier !== undefined && { modifier: decisive.test.modifier }),
        }
      : null,
    measured: decisive?.test.measured ?? null,
    threshold: decisive?.test.threshold ?? null,
    lawAt: judged.lawAt,
    elements,
    missing: uniqueCodes([...spoken.missing, ...undated, ...decides]),
    against: settled
      ? spoken.against
      : uniqueCodes([
          ...spoken.against,
          ...absentElements(elements),
          ...evidence.against,
          ...word.against,
          ...codesIf(limitation.passed === 'yes', 'limitation.passed'),
        ]),
    support: uniqueCodes([...word.support, ...evidence.support]),
    confirmed: settled || (decisive?.rule.confirmed ?? false),
    ...(word.settled && { settledBy: word.settled }),
    limitation,
    limbs: table.tests.map((t) => t.test),
  }
}

/** Own counterfeits that are then sold are one offence, the first (2004 interpretation art. 13(1), 14(1)). */
const ABSORBED_BY: Record<string, string> = { '214': '213', '218': '217' }

/** Whether a verdict that names no offence can only mean this one: the one tried, or the only one on which nothing is open. */
const meansThis = (docket: Docket, offence: string): boolean => {
  if (docket.tried.length === 1) return true
  const sure = docket.tried.filter((t) => t.open.length === 0).map((t) => t.offence)
  const own = sure.filter((o) => !sure.includes(ABSORBED_BY[o] ?? ''))
  return own.length === 1 && own[0] === offence
}

/** The articles somebody would look at for a right that none covers here: their answer is `none` as well. */
const LOOKED_FOR: Partial<Record<Uncovered, readonly string[]>> = {
  geographical_indication: ['213'],
  special_mark: ['213'],
  goods_mark: ['213', '214'],
  service_mark: ['213'],
  patent: ['216'],
}

/** A right that no article of the Criminal Law covers: said in so many words, so that nobody looks for a line. */
export const uncoveredRows = (ctx: Context, docket: Docket, none: Docket['uncovered'][number]): Assessment[] => {
  const conduct = conductOf(none.sheets, ctx.facts, ctx.options.today)
  const articles = (LOOKED_FOR[none.right] ?? []).filter((o) => docket.tried.every((t) => t.offence !== o))
  return [none.right, ...articles].map((offence) => ({
    matter: ctx.facts.matter,
    subject: docket.subject,
    offence,
    question: ctx.question,
    verdict: 'none',
    rule: null,
    limb: null,
    measured: null,
    threshold: null,
    lawAt: conduct.datedBy === 'none' ? null : conduct.endHi,
    elements: {},
    missing: [],
    against: [`none.${none.right}`],
    support: [],
    confirmed: true,
    limitation: { ends: null, passed: 'unknown' },
    limbs: [],
  }))
}
