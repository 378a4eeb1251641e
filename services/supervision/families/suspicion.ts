import type { Assessment, Family, FindingRaised } from '@case-ledger/contracts'
import type { MatterFile } from '../file/matter-file.ts'

export type Reason = FindingRaised['reasons'][number]

/** What one family says of one subject in one matter. Codes and references; no sentence, no name. */
export type Suspicion = Pick<
  FindingRaised,
  | 'family'
  | 'grade'
  | 'history'
  | 'subject'
  | 'offence'
  | 'ruleSeries'
  | 'rule'
  | 'reasons'
  | 'missing'
  | 'against'
  | 'clearedBy'
  | 'events'
>

/** Terms of the rulebook, one after the other from the anchor day (YYYY-MM-DD): have they run out today? */
export type TermCheck = (ruleIds: readonly string[], anchorDay: string) => 'run_out' | 'running' | 'unknown'

/** Earlier punishments of the same subject in other matters (subjects with a registered code or identity number only). */
export type Prior = { matter: string; event: string; day: string }

export type Look = {
  file: MatterFile
  assessments: readonly Assessment[]
  /** YYYY-MM-DD, Asia/Shanghai. */
  today: string
  seriesOf: (rule: string) => string
  /** Fine (fen) above which the Trademark Law itself puts illegal business at the criminal line or more, with its rule. */
  finesThatImply: readonly { rule: string; right: string; above: number; from: string; to: string | null }[]
  /** First day from which an earlier penalty still counts as a repeat 再犯, with its rule; undefined when the law knows none. */
  repeatWindow: (decided: string) => { rule: string; since: string } | undefined
  term: TermCheck
  priors: Readonly<Record<string, readonly Prior[]>>
}

export type SignalFamily = { family: Family; zh: string; en: string; look: (at: Look) => readonly Suspicion[] }
