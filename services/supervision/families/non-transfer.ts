import type { Assessment, Tri } from '@case-ledger/contracts'
import { firstDay, lastDay } from '@case-ledger/contracts'
import { soleParty } from '../file/facts.ts'
import { dateOf, type MatterFile, standingPenalties } from '../file/matter-file.ts'
import { cameAfter, firstStepAfter, type PoliceSide, policeSide } from './police-side.ts'
import { bestPerSubject, type Ending, elementsReason, endingReason, limitationReason, numberReason } from './reasons.ts'
import type { Look, Reason, SignalFamily, Suspicion } from './suspicion.ts'

/**
 * SIG-01 应移未移: the file ended at the agency, the number was reached on the day of the decision, and no transfer stands.
 * 310号 art. 3, 11(1). Silence about a transfer is never read as "not transferred": fine and silence is a question at most.
 */
export const nonTransfer: SignalFamily = {
  family: 'SIG-01',
  zh: '应移未移',
  en: 'should have been transferred',
  look: (at) => {
    if (at.file.filings.some((f) => f.nature !== 'administrative')) return []
    const side = policeSide(at.file)
    const endings = endingsOf(at.file)
    return bestPerSubject(at.assessments, 'at-decision').flatMap((best) => {
      const ending = endings.findLast((e) => aboutSubject(e, best.subject, at.file))
      if (ending === undefined) return []
      const trigger = triggerOf(at, side, ending, best)
      return trigger === undefined ? [] : [suspicion(at, side, ending, best, trigger)]
    })
  },
}

type Trigger = { reasons: Reason[]; events: string[]; stated: boolean; history: boolean }

const endingsOf = (file: MatterFile): Ending[] => [
  ...file.closures,
  ...file.outcomes.filter((o) => o.outcome !== 'settled'),
  ...standingPenalties(file),
]

/**
 * Subject of the decision = subject of the suspicion. A decision that names nobody fits the only party or, of several, those of
 * whom the file holds figures.
 */
const aboutSubject = (ending: Ending, subject: string, file: MatterFile): boolean => {
  if (ending.subject !== undefined) return ending.subject === subject
  const sole = soleParty(file)
  if (sole !== undefined) return sole === subject
  return file.sheets.some(({ sheet }) => sheet.subject === subject && sheet.amounts.length > 0)
}

/** Why it fires, or undefined: it does not. */
const triggerOf = (at: Look, side: PoliceSide, ending: Ending, best: Assessment): Trigger | undefined => {
  if (best.settledBy === 'acquittal' || best.limitation.passed === 'yes') return undefined
  if (best.verdict !== 'met' && best.verdict !== 'possible') return undefined
  const stated = statedOf(at.file, side)
  if (stated !== undefined) return { ...stated, history: putRight(side) }
  if (side.crimeTransfers.length > 0) return correctedOnAdvice(side, ending)
  if (side.policeKnew || side.cameBack) return undefined
  if (side.steps.length > 0) return fineBeforePolice(side, ending)
  // an element that is recorded as absent leaves nothing to ask, unless not transferring was stated
  if (Object.values(best.elements).includes('no')) return undefined
  if (best.verdict === 'met')
    return { reasons: [{ code: 'no_transfer_on_file', values: {} }], events: [], stated: false, history: false }
  return fineImplies(at, ending, best)
}

/** The file itself says so: stated non-transfer, a recorded refusal, or filing only after the procuratorate stepped in. */
const statedOf = (file: MatterFile, side: PoliceSide): Omit<Trigger, 'history'> | undefined => {
  const said = file.nonTransfer.at(-1)
  const refusal = side.refusals.at(-1)
  const reasons: Reason[] = []
  if (said) reasons.push({ code: 'non_transfer_stated', values: { by: said.statedBy } })
  if (refusal)
    reasons.push({ code: refusal.reasoned ? 'transfer_refused' : 'transfer_refused_without_reasons', values: {} })
  if (side.supervised && (said || side.crimeTransfers.length === 0))
    reasons.push({ code: 'supervised_filing', values: {} })
  return reasons.length === 0
    ? undefined
    : {
        reasons,
        events: [said?.event, refusal?.event].filter((e) => e !== undefined),
        // that the procuratorate had to step in may be the police's doing: it is told, not stated
        stated: said !== undefined || refusal !== undefined,
      }
}

const putRight = (side: PoliceSide): boolean => side.steps.length > 0 || side.crimeTransfers.length > 0

/** Fined first, transferred only after the procuratorate asked for it: it stands as history. */
const correctedOnAdvice = (side: PoliceSide, ending: Ending): Trigger | undefined => {
  const late = side.crimeTransfers.find(
    (t) => (t.dispatched.onAdvice || side.advised) && cameAfter(ending, t.dispatched, true),
  )
  if (late === undefined) return undefined
  return {
    reasons: [{ code: 'transferred_on_advice_only', values: {} }],
    events: [late.dispatched.event],
    stated: false,
    history: true,
  }
}

/** Every dated act of the criminal side certainly came after the penalty, and no transfer led to it 先罚后刑. */
const fineBeforePolice = (side: PoliceSide, ending: Ending): Trigger | undefined => {
  const first = firstStepAfter(ending, side)
  if (first === undefined) return undefined
  const day = dateOf(first)
  const values: Reason['values'] = day ? { first: day.value } : {}
  return { reasons: [{ code: 'penalty_before_police', values }], events: [first.event], stated: false, history: true }
}

/** A fine that the law allows only above an amount of illegal business is a question about that amount. */
const fineImplies = (at: Look, ending: Ending, best: Assessment): Trigger | undefined => {
  const rights = at.file.sheets.filter((s) => s.sheet.subject === best.subject).map((s) => s.sheet.right)
  const day = dateOf(ending)
  if (day === undefined) return undefined
  const inForce = (f: { from: string; to: string | null }) =>
    firstDay(day) >= f.from && (f.to === null || lastDay(day) <= f.to)
  const rule = at.finesThatImply.find(
    (f) => rights.includes(f.right as never) && inForce(f) && (ending.fine ?? 0) > f.above,
  )
  if (rule === undefined) return undefined
  return {
    reasons: [
      { code: 'fine_implies_business', values: { rule: rule.rule, above: rule.above, fine: ending.fine ?? 0 } },
    ],
    events: [],
    stated: false,
    history: false,
  }
}

/** Questions of law that the sources leave open: both tables, no conclusion, a question at most (practice §2). */
const OPEN_LAW = ['law.gap', 'law.span']

const suspicion = (at: Look, side: PoliceSide, ending: Ending, best: Assessment, trigger: Trigger): Suspicion => {
  const elements: Tri[] = Object.values(best.elements)
  const lawOpen = best.against.some((code) => OPEN_LAW.includes(code))
  const certain =
    best.verdict === 'met' &&
    best.confirmed &&
    !lawOpen &&
    elements.length > 0 &&
    elements.every((e) => e === 'yes') &&
    ending.subject !== undefined
  return {
    family: 'SIG-01',
    grade: trigger.stated && certain ? 'strong' : 'ask',
    history: trigger.history,
    subject: best.subject,
    offence: best.offence,
    ruleSeries: best.rule ? at.seriesOf(best.rule) : best.offence,
    rule: best.rule,
    reasons: [
      endingReason(ending),
      numberReason(best),
      ...trigger.reasons,
      elementsReason(best),
      limitationReason(best),
    ],
    missing: [
      ...best.missing,
      ...(trigger.stated ? [] : ['transfer.whether']),
      ...(ending.subject ? [] : ['penalty.subject']),
    ],
    against: [
      ...best.against,
      ...(side.steps.length > 0 ? ['criminal_side_followed'] : []),
      ...(trigger.stated ? [] : ['fine_may_precede_transfer']),
    ],
    clearedBy: ['transfer.dispatched', 'criminal.route_known', 'number.below', 'element.absent'],
    events: [...new Set([ending.event, ...trigger.events, ...sheetEvents(at.file, best.subject)])],
  }
}

const sheetEvents = (file: MatterFile, subject: string): string[] =>
  file.sheets.filter((s) => s.sheet.subject === subject).map((s) => s.event)
