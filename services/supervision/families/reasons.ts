import type { Assessment, Question, Verdict } from '@case-ledger/contracts'
import { lastDay, VERDICTS } from '@case-ledger/contracts'
import { dateOf, type Entry, type Penalty } from '../file/matter-file.ts'
import type { Reason } from './suspicion.ts'

const rank = (v: Verdict): number => VERDICTS.indexOf(v)

/**
 * The weightiest assessment of each subject: highest verdict, confirmed before unconfirmed, then the lower article. One subject
 * gives one finding, however many offences its conduct touches.
 */
export const bestPerSubject = (assessments: readonly Assessment[], question: Question): Assessment[] => {
  const best = new Map<string, Assessment>()
  for (const a of assessments) {
    if (a.question !== question) continue
    const held = best.get(a.subject)
    if (held === undefined || weigh(a, held) > 0) best.set(a.subject, a)
  }
  return [...best.values()]
}

const weigh = (a: Assessment, b: Assessment): number =>
  rank(a.verdict) - rank(b.verdict) || Number(a.confirmed) - Number(b.confirmed) || b.offence.localeCompare(a.offence)

/** What was measured against which line, with the arithmetic's inputs. */
export const numberReason = (a: Assessment): Reason => ({
  code: a.settledBy === 'judgment' ? 'number_by_judgment' : `number_${a.verdict}`,
  values: {
    offence: a.offence,
    ...(a.rule ? { rule: a.rule } : {}),
    ...(a.limb ? { basis: a.limb.basis } : {}),
    ...(a.measured ? { measured: a.measured.value, unit: a.measured.unit } : {}),
    ...(a.threshold ? { threshold: a.threshold.value } : {}),
    ...(a.lawAt ? { lawAt: a.lawAt } : {}),
  },
})

export const elementsReason = (a: Assessment): Reason => {
  const of = (state: string) =>
    Object.entries(a.elements)
      .filter(([, s]) => s === state)
      .map(([key]) => key)
      .join(',')
  return { code: 'elements', values: { offence: a.offence, yes: of('yes'), no: of('no'), unknown: of('unknown') } }
}

export const limitationReason = (a: Assessment): Reason => ({
  code: 'limitation',
  values: { passed: a.limitation.passed, ...(a.limitation.ends ? { ends: a.limitation.ends } : {}) },
})

/** How the agency ended it: a penalty, another outcome, or a closure. */
export type Ending = Entry & Partial<Penalty>

export const endingReason = (ending: Ending): Reason => {
  const day = dateOf(ending)
  return {
    code:
      'fine' in ending || 'total' in ending || 'legalBases' in ending ? 'penalty_decided' : 'closed_without_penalty',
    values: {
      agency: ending.agency,
      ...(day ? { day: day.value, latest: lastDay(day) } : {}),
      ...(ending.documentNumber ? { document: ending.documentNumber } : {}),
      ...(ending.fine !== undefined ? { fine: ending.fine } : {}),
      ...(ending.total !== undefined ? { total: ending.total } : {}),
    },
  }
}
