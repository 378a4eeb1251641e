import type { Problem } from '@case-ledger/contracts'
import { problem } from './problem.ts'
import { isSeriesRule, type Rule, type ThresholdRule } from './rule.ts'
import { overlap } from './span.ts'

const isOffenceLimb = (rule: Rule): rule is ThresholdRule => rule.kind === 'threshold' && rule.role === 'offence'

/** A multiplier must multiply something that exists in its time, and its own figure must be the product. */
export const multipleProblems = (rules: readonly Rule[]): Problem[] =>
  rules.flatMap((rule) => {
    if (!isSeriesRule(rule) || rule.multiple === undefined) return []
    const { by, of } = rule.multiple
    if ('series' in of) {
      const bases = rules.filter((r) => isSeriesRule(r) && r.series === of.series && overlap(r, rule))
      if (bases.length === 0)
        return [problem(rule.id, 'multiple', `nothing stands in series ${of.series} at that time`)]
      const figure = rule.kind === 'threshold' ? rule.figure : undefined
      return bases
        .filter((base) => figure && base.kind === 'threshold' && base.figure && base.figure.value * by !== figure.value)
        .map((base) => problem(rule.id, 'multiple', `its figure is not ${by} times that of ${base.id}`))
    }
    if ('baseLimbsOf' in of) {
      const some = rules.some(
        (r) =>
          isOffenceLimb(r) &&
          r.offence === of.baseLimbsOf &&
          r.tier === 'base' &&
          (of.online === undefined || r.conditions?.online === true) &&
          (of.basis === undefined || r.basis === of.basis) &&
          overlap(r, rule),
      )
      return some ? [] : [problem(rule.id, 'multiple', `offence ${of.baseLimbsOf} has no such base limb at that time`)]
    }
    return []
  })
