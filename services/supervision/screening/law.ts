import { dueDay, plusMonths, type Rulebook, type ThresholdRule } from '@case-ledger/rulebook'
import type { Look } from '../families/suspicion.ts'

type LawForFamilies = Pick<Look, 'seriesOf' | 'finesThatImply' | 'repeatWindow' | 'term'>

/** What the families ask of the rulebook, as of `today` (YYYY-MM-DD, Asia/Shanghai). No number stands here. */
export const lawFor = (rulebook: Rulebook, today: string): LawForFamilies => ({
  seriesOf: (id) => {
    const rule = rulebook.byId(id)
    return rule && 'series' in rule ? rule.series : id
  },
  finesThatImply: rulebook.rules.flatMap((rule) =>
    rule.kind === 'threshold' && rule.role === 'sanction' && rule.confirmed && rule.fineCeilingBelow !== undefined
      ? [
          {
            rule: rule.id,
            right: rule.fineCeilingBelow.right,
            above: rule.fineCeilingBelow.fen,
            from: rule.from,
            to: rule.to,
          },
        ]
      : [],
  ),
  repeatWindow: (decided) => {
    const rule = rulebook.thresholds({ on: decided }).find((r) => r.confirmed && repeatMonths(r) !== undefined)
    return rule && { rule: rule.id, since: plusMonths(decided, -(repeatMonths(rule) ?? 0)) }
  },
  term: (ids, anchor) => {
    let day = anchor
    for (const id of ids) {
      const rule = rulebook.byId(id)
      if (rule === undefined || !('duration' in rule) || rule.duration === undefined || !rule.confirmed)
        return 'unknown'
      // A step taken before the rule was in force is not measured by it.
      if (anchor < rule.from) return 'unknown'
      const due = dueDay(day, rule.duration)
      if (due === undefined || due.provisional) return 'unknown'
      day = due.day
    }
    return today > day ? 'run_out' : 'running'
  },
})

const repeatMonths = ({ conditions }: ThresholdRule): number | undefined => {
  const within = conditions?.repeat?.within
  if (within === undefined || conditions?.repeat?.times !== 1) return undefined
  return within.unit === 'years' ? within.value * 12 : within.unit === 'months' ? within.value : undefined
}
