import type { Assessment } from '@case-ledger/contracts'
import { type MatterFile, type Penalty, standingPenalties } from '../file/matter-file.ts'
import { policeSide } from './police-side.ts'
import { bestPerSubject, elementsReason, endingReason, limitationReason, numberReason } from './reasons.ts'
import type { SignalFamily } from './suspicion.ts'

/**
 * SIG-02 临界筛查: a screening, not a charge. The number alone goes into statistics; a finding needs it near the line and two
 * more of the six flags of downgraded handling 降格处理, or an amount that fell across the line between filing and penalty,
 * or one party split over several cases.
 */
export const nearLine: SignalFamily = {
  family: 'SIG-02',
  zh: '临界降格筛查',
  en: 'screening near the line',
  look: ({ file, assessments, seriesOf }) => {
    const side = policeSide(file)
    if (file.filings.some((f) => f.nature !== 'administrative')) return []
    if (side.steps.length > 0 || side.crimeTransfers.length > 0 || side.policeKnew || side.cameBack) return []
    const penalty = standingPenalties(file).at(-1)
    if (penalty === undefined) return []
    return bestPerSubject(assessments, 'at-decision').flatMap((best) => {
      const flags = flagsOf(file, penalty, best)
      const fell = fellAcrossLine(penalty, best)
      const near = best.verdict === 'near'
      if (!(near && flags.length >= FLAGS_NEEDED) && !fell && !(near && isSplit(file, best.subject))) return []
      return [
        {
          family: 'SIG-02' as const,
          grade: 'ask' as const,
          history: false,
          subject: best.subject,
          offence: best.offence,
          ruleSeries: best.rule ? seriesOf(best.rule) : best.offence,
          rule: best.rule,
          reasons: [
            endingReason(penalty),
            numberReason(best),
            ...flags.map((flag) => ({ code: `flag.${flag}`, values: {} })),
            ...(fell ? [{ code: 'fell_across_line', values: fell }] : []),
            ...(isSplit(file, best.subject) ? [{ code: 'split_over_cases', values: {} }] : []),
            elementsReason(best),
            limitationReason(best),
          ],
          missing: [...best.missing],
          against: [...best.against, 'screening_only'],
          clearedBy: ['number.below', 'transfer.dispatched', 'amount.explained'],
          events: [penalty.event, ...file.sheets.filter((s) => s.sheet.subject === best.subject).map((s) => s.event)],
        },
      ]
    })
  },
}

/** "80 % and two more": a screening rule of practice, not a term of law. */
const FLAGS_NEEDED = 2

const flagsOf = (file: MatterFile, penalty: Penalty, best: Assessment): string[] => {
  const circumstances = new Set(
    file.sheets.filter((s) => s.sheet.subject === best.subject).flatMap((s) => s.sheet.circumstances),
  )
  if (penalty.collectivelyDiscussed) circumstances.add('collectively_discussed')
  return ['grave', 'collectively_discussed', 'punished_before', 'below_legal_minimum', 'appraised'].filter((flag) =>
    circumstances.has(flag as never),
  )
}

/** The agency's own figure was at the line or above when it filed and below it when it fined 金额缩水. */
const fellAcrossLine = (penalty: Penalty, best: Assessment): { from: number; to: number } | undefined => {
  const { amountAtFiling: from, amountAtPenalty: to } = penalty
  const line = best.threshold?.value
  if (!from || !to || line === undefined || from.basis !== to.basis || from.basis !== best.limb?.basis) return undefined
  return from.value >= line && to.value < line ? { from: from.value, to: to.value } : undefined
}

const isSplit = (file: MatterFile, subject: string): boolean =>
  standingPenalties(file).filter((p) => p.subject === subject).length > 1
