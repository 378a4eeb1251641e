import type { TermRule } from '../rule.ts'
import { BINDINGS } from './bindings.ts'
import type { TermBinding } from './steps.ts'
import { type Reason, UNCOMPUTABLE_GROUPS, UNCOMPUTABLE_RULES } from './uncomputable.ts'

/** Whether a clock can run for a term, and if not why. */
export type Computability =
  | { computable: true; binding: TermBinding }
  | { computable: false; reason: Reason; missing?: string }

/**
 * Finds the binding of a term or the reason it has none. An open term never gets a clock, whatever its group says.
 * `undefined` = neither authored: a hole that the tests refuse.
 */
export const computabilityOf = (term: TermRule): Computability | undefined => {
  const named = UNCOMPUTABLE_RULES[term.id]
  if (named) return { computable: false, ...named }
  if (term.nature === 'open' || term.duration === undefined) return { computable: false, reason: 'no_number' }

  const binding = BINDINGS.find((b) => b.dutyGroup === term.dutyGroup && (b.rules?.includes(term.id) ?? true))
  if (binding) return { computable: true, binding }

  const group = UNCOMPUTABLE_GROUPS.find((entry) => entry.groups.includes(term.dutyGroup))
  return group && { computable: false, reason: group.reason, missing: group.missing }
}
