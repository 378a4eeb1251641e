import type { FactSheet, MatterFacts } from '@case-ledger/contracts'
import type { Rulebook } from '../register.ts'
import type { AnyCode } from './codes.ts'
import { conductOf } from './conduct.ts'
import { limbsOf } from './limbs-of.ts'
import { trialsOf, type Uncovered, uncovered } from './trials.ts'

/** What is to be judged for one subject: the offences to try, with their sheets, and the rights that no offence covers. */
export type Docket = {
  subject: string
  tried: readonly { offence: string; sheets: readonly FactSheet[]; open: readonly AnyCode[] }[]
  uncovered: readonly { right: Uncovered; sheets: readonly FactSheet[] }[]
}

/** The first day on which the rulebook knows service marks under article 213; before it they were no matter of criminal law. */
const serviceMarksSince = (rulebook: Rulebook): string =>
  limbsOf(rulebook, '213').find((r) => r.conditions?.right === 'service_mark')?.from ?? '9999-12-31'

/**
 * Offences an authority has named for this subject, or for the matter: the role and right they need are taken as alleged. A hint
 * what to try, never proof. What the rulebook has no word of is not taken.
 */
const named = (facts: MatterFacts, subject: string): readonly string[] => [
  ...new Set([
    ...facts.charges.filter((c) => c.subject === undefined || c.subject === subject).map((c) => c.offence),
    ...facts.outcomes.filter((o) => o.subject === subject).flatMap((o) => o.offence ?? []),
  ]),
]

const docketOf = (facts: MatterFacts, subject: string, rulebook: Rulebook, today: string): Docket => {
  const sheets = facts.sheets.filter((s) => s.subject === subject)
  const since = serviceMarksSince(rulebook)
  const rights = sheets.map((sheet) => ({
    sheet,
    right: uncovered(sheet, since, conductOf([sheet], facts, today).endHi),
  }))
  const trials = rights.flatMap(({ sheet, right }) => trialsOf(sheet, right === undefined))
  const charges = named(facts, subject)
  const offences = [...new Set([...trials.map((t) => t.offence), ...charges])].toSorted()
  return {
    subject,
    tried: offences.map((offence) => {
      const mine = trials.filter((t) => t.offence === offence)
      if (charges.includes(offence))
        return { offence, sheets: mine.length > 0 ? mine.map((t) => t.sheet) : sheets, open: [] }
      // sheets on which nothing is open speak alone; the others only where there are none
      const sure = mine.filter((t) => t.open.length === 0)
      const used = sure.length > 0 ? sure : mine
      return { offence, sheets: used.map((t) => t.sheet), open: [...new Set(used.flatMap((t) => t.open))] }
    }),
    uncovered: [...new Set(rights.flatMap(({ right }) => right ?? []))].map((right) => ({
      right,
      sheets: rights.filter((r) => r.right === right).map((r) => r.sheet),
    })),
  }
}

const JUDGED = ['guilty', 'acquitted']

/** One docket for each subject that has a fact sheet or a judgment, in the order of their ids. */
export const docketsOf = (facts: MatterFacts, rulebook: Rulebook, today: string): readonly Docket[] => {
  const judged = facts.outcomes.filter((o) => JUDGED.includes(o.outcome) && o.subject !== '')
  const subjects = new Set([...facts.sheets, ...judged].map(({ subject }) => subject))
  return [...subjects].toSorted().map((subject) => docketOf(facts, subject, rulebook, today))
}
