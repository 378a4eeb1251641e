import { lastDay } from '@case-ledger/contracts'
import { soleParty } from '../file/facts.ts'
import { type CriminalStep, dateOf, type Entry, type MatterFile, standingPenalties } from '../file/matter-file.ts'
import type { Look, Reason, SignalFamily, Suspicion } from './suspicion.ts'

/**
 * SIG-09 不刑不罚: criminal process ended without punishment and one of the three steps back failed: the hand-over and review,
 * the reply to the opinion, or anything done after it. Terms run only where the ledger saw the step performed; a file
 * reported afterwards that is silent proves nothing.
 */
export const noPunishment: SignalFamily = {
  family: 'SIG-09',
  zh: '不刑不罚',
  en: 'neither prosecuted nor punished',
  look: (at) => {
    const ended = at.file.criminal.findLast((s) => s.step === 'not_prosecuted' || s.step === 'not_filed')
    if (ended === undefined || punished(at.file) || reasonedNoPenalty(at.file)) return []
    // A decision that names nobody is about the only party; of several it is held against none.
    const subject = ended.subject ?? soleParty(at.file)
    const failed = failedStep(at, ended)
    return subject === undefined || failed === undefined ? [] : [suspicion(at, subject, ended, failed)]
  },
}

/**
 * Terms whose running out shows that a step failed; the numbers stand in the rulebook. Hand-over inside the procuratorate and
 * review run one after the other; the reply runs from service.
 */
export const REVERSE_TERMS = { review: ['DZY24-3w', 'DZY24-10w'], reply: ['D2021-2m'] } as const

type Failure = { reasons: Reason[]; rule: string; events: string[] }

const failedStep = (at: Look, ended: CriminalStep): Failure | undefined => {
  const opinion = at.file.instruments.findLast((i) => i.kind === 'reverse_opinion')
  if (opinion?.outcome?.outcome === 'nothing_done') {
    return {
      reasons: [{ code: 'opinion_nothing_done', values: {} }],
      rule: REVERSE_TERMS.reply[0],
      events: [opinion.outcome.event],
    }
  }
  if (opinion === undefined) {
    const reversed = at.file.transfers.some((t) => t.kind === 'reverse' && t.dispatched)
    if (reversed || !ranOut(at, REVERSE_TERMS.review, ended)) return undefined
    return { reasons: [{ code: 'no_opinion_in_time', values: {} }], rule: REVERSE_TERMS.review[1], events: [] }
  }
  if (opinion.served && !opinion.replied && ranOut(at, REVERSE_TERMS.reply, opinion.served)) {
    return {
      reasons: [{ code: 'opinion_unanswered', values: {} }],
      rule: REVERSE_TERMS.reply[0],
      events: [opinion.served.event],
    }
  }
  return undefined
}

const ranOut = (at: Look, rules: readonly string[], anchor: Entry): boolean =>
  anchor.mode === 'perform' && anchor.at !== 'unknown' && at.term(rules, lastDay(anchor.at)) === 'run_out'

const punished = (file: MatterFile): boolean =>
  standingPenalties(file).length > 0 ||
  file.criminal.some((s) => s.outcome === 'guilty' || s.criminalFine !== undefined)

const reasonedNoPenalty = (file: MatterFile): boolean => file.outcomes.some((o) => o.reasoned)

const suspicion = (at: Look, subject: string, ended: CriminalStep, failed: Failure): Suspicion => {
  const day = dateOf(ended)
  return {
    family: 'SIG-09',
    grade: 'ask',
    history: false,
    subject,
    offence: ended.offences[0] ?? null,
    ruleSeries: at.seriesOf(failed.rule),
    rule: failed.rule,
    reasons: [
      { code: ended.step === 'not_filed' ? 'not_filed' : 'not_prosecuted', values: day ? { day: day.value } : {} },
      ...failed.reasons,
    ],
    missing: ['administrative.outcome'],
    against: ['statutory_grounds_may_bar_penalty'],
    clearedBy: ['penalty.decided', 'no_penalty.reasoned', 'criminal_fine.in_place', 'limitation.administrative_passed'],
    events: [ended.event, ...failed.events],
  }
}
