import type { FactSheet, Party, Role } from '@case-ledger/contracts'
import { lookup } from '../lookup.ts'
import { amountsOf, type CaseAmounts } from './amounts.ts'
import { circumstancesOf, elementsOf } from './circumstances.ts'
import { conductOf } from './conduct.ts'
import { legalBasesIn } from './legal-bases.ts'
import { redact } from './names.ts'
import { othersIn } from './others.ts'
import { priorsOf } from './priors.ts'
import type { Reading } from './reading.ts'
import { goodsKindOf, marksOf } from './rights.ts'
import { isCarrier, isExport, rolesOf } from './roles.ts'
import { splitOf } from './split.ts'

/** A sheet before the ledger names its subject, with what of it was read out of prose or rounded. */
export type Sheet = Omit<FactSheet, 'subject'>
export type PartySheet = {
  party: Party
  sheet: Sheet
  /** Whether the criminal side, where there is one, is about this party. */
  accused: boolean
  /** Offences this party is charged with. */
  offences: readonly string[]
  inferred: readonly string[]
}

const ONLINE: Record<string, boolean> = { online: true, live_stream: true, both: true, offline: false }

const withoutFigures = (sheet: Sheet, roles: readonly Role[]): Sheet => ({
  ...sheet,
  roles: [...roles],
  amounts: [],
  elements: {},
  priors: [],
  circumstances: [],
})

const mainSheet = (reading: Reading, { amounts }: CaseAmounts): { sheet: Sheet; inferred: string[] } => {
  const { file, prose, dates, right, charges, caseParty } = reading
  const { roles, inferred } = rolesOf(file, right, charges)
  const online = lookup(ONLINE, file.channel)
  const marks = marksOf(file, right, prose)
  const priors = priorsOf(file, prose)
  const stated = { ...elementsOf(prose) }
  const circumstances = circumstancesOf(prose)
  const sheet: Sheet = {
    // Several persons of one case who are no independent parties acted together 共同犯罪: the figures are all of theirs.
    ...(caseParty.party.heads === undefined
      ? {}
      : { heads: caseParty.lumped === caseParty.party.heads ? caseParty.lumped : 1 }),
    ...(right === undefined ? {} : { right }),
    goodsKind: goodsKindOf(file, right, charges, prose),
    ...(file.goods === undefined ? {} : { goods: redact(file.goods, file.party?.name).slice(0, 400) }),
    roles,
    ...(online === undefined ? {} : { online }),
    ...(marks === undefined ? {} : { marks }),
    amounts,
    elements: stated,
    legalBases: legalBasesIn(`${prose.told}。${prose.noted.join('。')}`),
    conduct: conductOf(dates, prose, isExport(file)),
    priors,
    circumstances,
  }
  return {
    sheet,
    inferred: [
      ...(inferred && roles.length > 0 ? ['sheet.roles'] : []),
      ...(marks !== undefined && marks !== file.brands.length ? ['sheet.marks'] : []),
      ...(Object.keys(stated).length > 0 ? ['sheet.elements'] : []),
      ...(circumstances.length > 0 ? ['sheet.circumstances'] : []),
      ...(priors.length > 0 ? ['sheet.priors'] : []),
    ],
  }
}

/** The facts of a case, one sheet for each party the source tells apart; its figures stay with whom they belong to. */
export const sheetsOf = (reading: Reading): { sheets: PartySheet[]; warnings: CaseAmounts['warnings'] } => {
  const { file, prose, right, charges, caseParty } = reading
  const read = amountsOf(file, prose, { right, customs: isExport(file), heads: caseParty.lumped })
  const { sheet, inferred } = mainSheet(reading, read)
  const offences = [...new Set(charges.map((charge) => charge.offence))]
  const noted = [...inferred, ...read.inferred, ...(file.party?.kind_inferred ? ['party.kind'] : [])]
  const main: PartySheet = { party: caseParty.party, sheet, accused: true, offences, inferred: noted }
  const carried: PartySheet[] = isCarrier(file)
    ? [
        { ...main, sheet: withoutFigures(sheet, ['carrier']) },
        // Whoever owns the goods is not known, nor what he did; the figures are of his goods.
        {
          party: { kind: 'unknown', name: '货主（身份未查明）' },
          sheet: { ...sheet, roles: [] },
          accused: false,
          offences: [],
          inferred: [...noted, 'party'],
        },
      ]
    : []
  return {
    sheets: [
      ...(carried.length > 0 ? carried : splitOf(reading, main)),
      ...othersIn(reading).map(({ party, roles, heads }) => ({
        party,
        sheet: { ...withoutFigures(sheet, roles), ...(heads === undefined ? {} : { heads }), conduct: {} },
        accused: false,
        offences: [],
        inferred: ['party', 'sheet.roles'],
      })),
    ],
    warnings: read.warnings,
  }
}
