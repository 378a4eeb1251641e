import type { Right } from '@case-ledger/contracts'
import { type Agencies, agenciesOf } from './agencies.ts'
import { type Charge, chargesIn } from './charges.ts'
import { type Dates, datesOf } from './dates.ts'
import { type CaseParty, casePartyOf } from './party.ts'
import { type Prose, proseOf } from './prose.ts'
import { rightOf } from './rights.ts'
import { type Route, routeOf } from './route.ts'
import type { PublishedCase } from './schema.ts'
import { unknownFields } from './schema.ts'
import type { MappingWarning } from './warning.ts'

/** A published case taken apart once; every act is made from this. */
export type Reading = {
  file: PublishedCase
  prose: Prose
  dates: Dates
  agencies: Agencies
  charges: readonly Charge[]
  caseParty: CaseParty
  right: Right | undefined
  route: Route | undefined
  tagged: (...tags: readonly string[]) => boolean
  warnings: readonly MappingWarning[]
}

export const readingOf = (file: PublishedCase): Reading => {
  const prose = proseOf(file)
  const dates = datesOf(file)
  const caseParty = casePartyOf(file, prose)
  const right = rightOf(file, prose)
  const charge = file.criminal?.charge
  const charges = chargesIn(charge ?? '')
  const { route, warnings: routeWarnings } = routeOf(file)
  return {
    file,
    prose,
    dates,
    agencies: agenciesOf(file),
    charges,
    caseParty,
    right,
    route,
    tagged: (...tags) => tags.some((tag) => file.outcome_tags.includes(tag)),
    warnings: [
      ...unknownFields(file),
      ...dates.warnings,
      ...caseParty.warnings,
      ...routeWarnings,
      ...(file.right !== undefined && right === undefined
        ? [{ code: 'unknown_value', field: 'right', detail: file.right } as const]
        : []),
      ...(charge !== undefined && charges.length === 0
        ? [{ code: 'charge_unreadable', field: 'criminal.charge' } as const]
        : []),
    ],
  }
}
