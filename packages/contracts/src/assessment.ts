import type { Amount, FactSheet } from './facts.ts'
import type { Tri } from './known.ts'
import type { When } from './when.ts'

/** What the number says 数额判断. It speaks of the threshold only; the elements stand beside it. */
export const VERDICTS = ['none', 'not_met', 'possible', 'near', 'met'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Two questions, always both: was transfer due at the decision; could it still be, today. */
export type Question = 'at-decision' | 'today'

/** What a court or procuratorate already said about one subject and offence. */
export type JudicialOutcome = {
  subject: string
  /** Article of the Criminal Law; left out = not stated which. */
  offence?: string
  outcome:
    | 'guilty'
    | 'acquitted'
    | 'overturned'
    | 'non_prosecution_discretionary'
    | 'non_prosecution_statutory'
    | 'non_prosecution_insufficient'
    | 'non_prosecution_unstated'
    | 'charged'
  at?: When
}

/** All the rulebook looks at for one matter. Pure data: no clock, no store. */
export type MatterFacts = {
  matter: string
  sheets: readonly FactSheet[]
  outcomes: readonly JudicialOutcome[]
  /** Offences charged or named by an authority, per subject where known: a hint at role and right, never proof. */
  charges: readonly { subject?: string; offence: string }[]
  /** The administrative decision (penalty, no penalty, closure) the at-decision question asks about. */
  decidedAt?: When
  /** Best dates to place the conduct when no sheet states it: discovery, filing, publication: latest possible days. */
  knownBy?: When
}

/** One line of a limb's test, kept so that a person can re-do the arithmetic. */
export type LimbTest = {
  rule: string
  basis: string
  tier: 'base' | 'aggravated'
  modifier?: string
  /** Integer fen or count; left out when the file has no such figure. */
  measured?: { value: number; unit: 'fen' | 'count' | 'days'; amounts: readonly Amount[]; heads?: number }
  threshold?: { value: number; unit: 'fen' | 'count' | 'days' }
  verdict: Verdict
  why: readonly string[]
}

/** The judgement of one offence on one subject under one question; explained. */
export type Assessment = {
  matter: string
  subject: string
  /** Article of the Criminal Law, or the kind of right no offence covers (`plant_variety`). */
  offence: string
  question: Question
  verdict: Verdict
  /** Decisive rule id. */
  rule: string | null
  limb: { basis: string; tier: string; modifier?: string } | null
  measured: LimbTest['measured'] | null
  threshold: LimbTest['threshold'] | null
  /** The day whose law was applied (YYYY-MM-DD), or null when the conduct cannot be dated. */
  lawAt: string | null
  elements: Record<string, Tri>
  /** Codes of the facts that would decide it, e.g. `amount.sales`, `role`, `conduct.date`, `element.knowledge`. */
  missing: readonly string[]
  /** Codes of what speaks against 反证. */
  against: readonly string[]
  /** Codes of what speaks for it beside the figures: what was cited, charged, adjudged. Evidence, never proof. */
  support?: readonly string[]
  /** False when the decisive rule is unconfirmed: such a verdict is never above `possible`. */
  confirmed: boolean
  /** A court's word settles number and elements. */
  settledBy?: 'judgment' | 'acquittal'
  /** Whether limitation 追诉时效 has run on the day asked about, and when it ends (YYYY-MM-DD). */
  limitation: { ends: string | null; passed: Tri }
  limbs: readonly LimbTest[]
}
