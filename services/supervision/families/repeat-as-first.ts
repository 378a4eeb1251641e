import { lastDay } from '@case-ledger/contracts'
import { dateOf, standingPenalties } from '../file/matter-file.ts'
import { endingReason } from './reasons.ts'
import type { SignalFamily, Suspicion } from './suspicion.ts'

/**
 * SIG-22 再犯按初犯: the same subject (by registered code or identity number) was punished for the same kind of act within the
 * rulebook's window, and the decision's facts do not mention it. A name alone never matches across matters.
 */
export const repeatAsFirst: SignalFamily = {
  family: 'SIG-22',
  zh: '再犯按初犯处理',
  en: 'repeat treated as first',
  look: ({ file, priors, repeatWindow }) =>
    standingPenalties(file).flatMap((penalty): Suspicion[] => {
      const day = dateOf(penalty)
      if (penalty.subject === undefined || day === undefined) return []
      const decided = lastDay(day)
      const window = repeatWindow(decided)
      const considered = file.sheets.some((s) => s.sheet.subject === penalty.subject && s.sheet.priors.length > 0)
      if (window === undefined || considered) return []
      const earlier = (priors[penalty.subject] ?? []).filter(
        (p) => p.matter !== file.matter && p.day < decided && p.day >= window.since,
      )
      const latest = earlier.at(-1)
      if (latest === undefined) return []
      return [
        {
          family: 'SIG-22' as const,
          grade: 'ask' as const,
          history: false,
          subject: penalty.subject,
          offence: null,
          ruleSeries: window.rule,
          rule: window.rule,
          reasons: [
            endingReason(penalty),
            { code: 'punished_within_window', values: { matter: latest.matter, day: latest.day, rule: window.rule } },
            { code: 'priors_not_considered', values: {} },
          ],
          missing: ['priors.considered'],
          against: ['prior_may_be_other_act'],
          clearedBy: ['priors.recorded', 'penalty.revoked'],
          events: [penalty.event, latest.event],
        },
      ]
    }),
}
