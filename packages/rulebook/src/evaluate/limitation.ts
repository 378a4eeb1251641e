import { type Assessment, lastDay, type Tri, type When } from '@case-ledger/contracts'
import type { Rulebook } from '../register.ts'
import { inForce } from '../span.ts'
import { type Conduct, plusYears } from './conduct.ts'

/** Years by tier for an offence whose conduct ended on `on` (Criminal Law art. 87; the band follows the penalty of that day). */
const yearsOf = (rulebook: Rulebook, offence: string, on: string, tier: string): number | undefined => {
  const rule = rulebook.series(`limitation.${offence}.${tier}`).find((r) => inForce(r, on))
  return rule && 'figure' in rule && rule.figure?.unit === 'years' ? rule.figure.value : undefined
}

/** The highest tier that is met, and the highest that may be. */
export type Tiers = { sure: string; possible: string }

/**
 * When limitation 追诉时效 ends: from the last day of the conduct (art. 89), counted for the tier that was reached. It has passed
 * only if it has under the longest band the facts allow. Filing with evasion, and a timely complaint of the victim (art. 88),
 * stop it; a fact sheet does not tell, so a passed term stays to be verified.
 */
export const limitationOf = (
  rulebook: Rulebook,
  offence: string,
  conduct: Conduct,
  tiers: Tiers,
  askedOn: string | undefined,
  charged: readonly (When | undefined)[] = [],
): Assessment['limitation'] => {
  if (conduct.endLo === undefined || conduct.datedBy === 'none') return { ends: null, passed: 'unknown' }
  const sure =
    yearsOf(rulebook, offence, conduct.endHi, tiers.sure) ?? yearsOf(rulebook, offence, conduct.endHi, 'base')
  if (sure === undefined) return { ends: null, passed: 'unknown' }
  const longest = yearsOf(rulebook, offence, conduct.endHi, tiers.possible) ?? sure
  const ends = plusYears(conduct.endHi, sure)
  // a prosecution brought in time is in time; one without a date may have been
  if (charged.some((at) => at !== undefined && lastDay(at) <= ends)) return { ends, passed: 'no' }
  const passed: Tri =
    askedOn === undefined || charged.length > 0
      ? 'unknown'
      : askedOn > plusYears(conduct.endHi, Math.max(sure, longest))
        ? 'yes'
        : askedOn <= plusYears(conduct.endLo, sure)
          ? 'no'
          : 'unknown'
  return { ends, passed }
}
