import { type Irregularity, LedgerError, type Mode } from '@case-ledger/contracts'
import type { Guard } from './decider.ts'

/**
 * What the guards of a decision mean in a mode (D1). `perform`: all must hold. `report`: only those without which the act is
 * impossible; every other one that does not hold, or is not known to, is returned as an irregularity.
 * @throws LedgerError with the code of the first guard that refuses, and all of them as `problems`.
 */
export const applyGuards = (mode: Mode, guards: readonly Guard[]): Irregularity[] => {
  const open = guards.filter((guard) => guard.held !== 'yes')
  const refusing = mode === 'perform' ? open : open.filter((guard) => guard.inBothModes)
  const [first] = refusing
  if (first) throw new LedgerError(first.code, { ...says(first), problems: refusing.map(problemOf) })
  return open.map((guard) => ({ code: guard.code, held: guard.held === 'no' ? 'no' : 'unknown', ...says(guard) }))
}

const problemOf = (guard: Guard) => ({ code: guard.code, ...says(guard) })

const says = ({ rule, field }: Guard) => ({ ...(rule && { rule }), ...(field && { field }) })
