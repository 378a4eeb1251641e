import { firstDay, type JudicialOutcome, lastDay, type When } from '@case-ledger/contracts'
import { type AnyCode, type Code, codesIf } from './codes.ts'

/** What courts and procuratorates have said of one subject and offence, the last word first. */
export type Word = {
  settled?: 'judgment' | 'acquittal'
  /** 相对不起诉: the procuratorate holds that the offence was committed and leaves it unpunished. */
  offencePresupposed: boolean
  /** When the prosecution was brought, where it is dated. */
  charged: readonly (When | undefined)[]
  against: readonly AnyCode[]
  support: readonly AnyCode[]
}

const AGAINST: Partial<Record<JudicialOutcome['outcome'], Code>> = {
  non_prosecution_statutory: 'outcome.non_prosecution_statutory',
  non_prosecution_insufficient: 'outcome.non_prosecution_insufficient',
  non_prosecution_unstated: 'outcome.non_prosecution_unstated',
}

const PROSECUTED: readonly JudicialOutcome['outcome'][] = ['charged', 'guilty']

/** In order of time where both are dated, otherwise as given. */
const inOrder = (a: JudicialOutcome, b: JudicialOutcome): number =>
  a.at && b.at ? (lastDay(a.at) < firstDay(b.at) ? -1 : lastDay(b.at) < firstDay(a.at) ? 1 : 0) : 0

/**
 * A judgment of guilt settles number and elements for that person and offence, an acquittal the other way, until overturned; a
 * charge or an arrest settles nothing. An outcome that names no offence speaks of the one the subject is charged with or, failing
 * that, of the only one tried (`alone`).
 */
export const wordOn = (
  outcomes: readonly JudicialOutcome[],
  subject: string,
  offence: string,
  alone: boolean,
): Word => {
  const mine = outcomes
    .filter((o) => o.subject === subject && (o.offence === offence || (o.offence === undefined && alone)))
    .toSorted(inOrder)
  const judged = mine.filter((o) => ['guilty', 'acquitted', 'overturned'].includes(o.outcome)).at(-1)?.outcome
  const last = mine.filter((o) => o.outcome !== 'charged').at(-1)?.outcome
  const settled = judged === 'guilty' ? 'judgment' : judged === 'acquitted' ? 'acquittal' : undefined
  return {
    ...(settled && { settled }),
    offencePresupposed: last === 'non_prosecution_discretionary',
    charged: mine.filter((o) => PROSECUTED.includes(o.outcome)).map((o) => o.at),
    against: last === undefined ? [] : [AGAINST[last]].flatMap((code) => code ?? []),
    support: [
      ...codesIf(
        mine.some((o) => o.outcome === 'charged'),
        'outcome.charged',
      ),
      ...codesIf(last === 'non_prosecution_discretionary', 'outcome.non_prosecution_discretionary'),
      ...codesIf(settled === 'judgment', 'outcome.guilty'),
    ],
  }
}
