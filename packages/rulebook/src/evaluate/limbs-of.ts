import type { Rulebook } from '../register.ts'
import { isThreshold, type ThresholdRule } from '../rule.ts'

const KNOWN = new WeakMap<Rulebook, Map<string, readonly ThresholdRule[]>>()

/** Every version of every limb of an offence, oldest first; the rulebook never changes, so it is looked up once. */
export const limbsOf = (rulebook: Rulebook, offence: string): readonly ThresholdRule[] => {
  const known = KNOWN.get(rulebook) ?? new Map<string, readonly ThresholdRule[]>()
  KNOWN.set(rulebook, known)
  const found =
    known.get(offence) ??
    rulebook.rules
      .filter(isThreshold)
      .filter((r) => r.role === 'offence' && r.offence === offence)
      .toSorted((a, b) => a.from.localeCompare(b.from))
  known.set(offence, found)
  return found
}
