import { STATUTORY_BASES } from '@case-ledger/contracts'
import { MEASURES } from './evaluate/measures.ts'
import type { LimbBasis, ThresholdRule } from './rule.ts'

/** Why a program cannot reach a limb by itself; Chinese first. */
export const LIMB_REASONS = {
  judged_by_person: ['没有数字，只能由人判断', 'no number: a person judges it'],
  article_before_figures: ['条文已改而没有对应数额', 'the article asks for a figure that no text sets'],
  refers_elsewhere: ['没有自己的数额，依一般标准', 'no figure of its own: the general limb is tested instead'],
  no_such_fact: ['案件事实中没有这种计量', 'the facts of a case do not hold this measure'],
} as const
export type LimbReason = keyof typeof LIMB_REASONS

const COMPOUND: readonly LimbBasis[] = ['any_base_limb', 'half_of_two_limbs']

const hasNumber = (rule: ThresholdRule): boolean =>
  [rule.figure, rule.candidates, rule.multiple, rule.alternatives, rule.allOf].some((part) => part !== undefined)

/** `undefined` = its figure can be computed from facts; a confirmed rule may then make `met`, an unconfirmed one `possible`. */
export const limbReason = (rule: ThresholdRule): LimbReason | undefined => {
  const basis = rule.basis as LimbBasis
  if (basis === 'reference') return 'refers_elsewhere'
  if (!hasNumber(rule)) {
    const measured = basis === 'none_set' || (STATUTORY_BASES as readonly string[]).includes(basis)
    return measured ? 'article_before_figures' : 'judged_by_person'
  }
  return MEASURES[basis] || COMPOUND.includes(basis) ? undefined : 'no_such_fact'
}
