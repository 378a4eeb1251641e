import type { Amount, Basis, Role } from '@case-ledger/contracts'
import { basisOf } from './amounts.ts'
import { namesIn } from './names.ts'
import { partyOf } from './party.ts'
import type { Reading } from './reading.ts'
import { rolesOfText } from './roles.ts'
import type { PartySheet } from './sheets.ts'

const OFFENCES_OF_ROLE: Partial<Record<Role, readonly string[]>> = {
  maker: ['213', '140'],
  seller: ['214', '140'],
  label_maker: ['215'],
  copier: ['217'],
  copy_seller: ['218', '217'],
}

/** `illegal_business为路某、sales为丁某`: whose figure a field is. */
const OWNED = /([a-z_]+?)(?:_cny)?为(\p{Script=Han}{2,6}?)(?:个人|所有|一人)?(?=$|[、，。；])/gu

/** Clauses of which that person is the subject; failing these, all that name him. */
const doneBy = (name: string, events: readonly string[]): string[] => {
  const clauses = events.flatMap((event) => event.split(/[，；。]/))
  const own = clauses.filter((clause) => clause.startsWith(name))
  return own.length > 0 ? own : clauses.filter((clause) => clause.includes(name))
}

const byOwner = (reading: Reading, main: PartySheet): PartySheet[] | undefined => {
  const { file, prose } = reading
  const owned = [...(file.note ?? '').matchAll(OWNED)]
    .map(([, field, name]) => ({ basis: basisOf(field ?? ''), name: name ?? '' }))
    .filter(
      (one): one is { basis: Basis; name: string } =>
        one.basis !== undefined && (one.name.includes('某') || prose.told.includes(one.name)),
    )
  if (owned.length === 0) return undefined
  const bases = owned.map(({ basis }) => basis)
  const several = new Set(owned.map(({ name }) => name)).size > 1
  const each = owned.map(({ basis, name }): PartySheet => {
    const doing = rolesOfText(doneBy(name, prose.events).join('。'), reading.right)
    const roles =
      several && doing.length > 0 ? (doing.includes('maker') ? (['maker'] as const) : doing) : main.sheet.roles
    const offences = main.offences.filter(
      (offence) => !several || roles.some((role) => OFFENCES_OF_ROLE[role]?.includes(offence)),
    )
    return {
      ...main,
      party: partyOf(name, 'person'),
      sheet: { ...main.sheet, roles: [...roles], amounts: main.sheet.amounts.filter((a) => a.basis === basis) },
      offences: offences.length > 0 ? offences : main.offences,
    }
  })
  const rest = main.sheet.amounts.filter((a) => !bases.includes(a.basis))
  // The main party stays as long as figures are left that are nobody's in particular.
  return rest.some((a) => a.basis !== 'pieces') && !several
    ? [{ ...main, sheet: { ...main.sheet, amounts: rest } }, ...each]
    : each
}

const CLAUSE =
  /^((?:\p{Script=Han}{2,4}?[、和])*\p{Script=Han}{2,4}?)(?:共|各|合计)?(?:售|销售|生产|经营|购|制)[^。]*?(?:涉案|金额|销售额|货值|经营额)[^，。\d]{0,4}(\d{1,9}(?:\.\d+)?)余?(万)?元?/u

/** `王某、陶某售…涉案7.5万元`, `黄某售…涉案22.1万元`, where the case's figure is their sum: each has his own. */
const bySum = ({ caseParty, prose }: Reading, main: PartySheet): PartySheet[] | undefined => {
  const known = typeof caseParty.party.name === 'string' ? namesIn(caseParty.party.name) : []
  const parts = prose.events.flatMap((event) => {
    const [, names, digits, unit] = CLAUSE.exec(event) ?? []
    const named = known.filter((name) => names?.includes(name))
    return named.length > 0 ? [{ names: named, fen: Math.round(Number(digits) * (unit ? 1_000_000 : 100)) }] : []
  })
  const sum = parts.reduce((total, { fen }) => total + fen, 0)
  const whole = main.sheet.amounts.find((a) => a.value === sum)
  if (parts.length < 2 || !whole) return undefined
  return parts.map(({ names, fen }): PartySheet => {
    const own: Amount = { ...whole, value: fen }
    const others = main.sheet.amounts.filter((a) => a !== whole).map((a) => ({ ...a, heads: parts.length }))
    return {
      ...main,
      party: partyOf(names.join('、'), 'person'),
      sheet: { ...main.sheet, amounts: [own, ...others] },
      inferred: [...main.inferred, 'party', 'sheet.amounts'],
    }
  })
}

const EACH = /(经营额|销售额|金额)均超(?:过)?(\d{1,6}(?:\.\d+)?)万元/

/** `假冒注册商标罪（3人）；销售假冒注册商标的商品罪（2人）`: one group for each offence. */
const byCharge = ({ caseParty, charges, prose, right }: Reading, main: PartySheet): PartySheet[] | undefined => {
  if (charges.length < 2 || charges.some(({ persons }) => persons === undefined)) return undefined
  const each = EACH.exec(prose.told)
  const name = typeof caseParty.party.name === 'string' ? caseParty.party.name : ''
  const total = charges.reduce((sum, { persons }) => sum + (persons ?? 0), 0)
  return charges.map(({ offence, name: charge, persons }): PartySheet => {
    const roles: Role[] = offence === '213' ? ['maker'] : offence === '214' ? ['seller'] : rolesOfText(charge, right)
    const floor: Amount[] = each
      ? [
          {
            basis: roles.includes('seller') ? 'sales' : 'illegal_business',
            value: Math.round(Number(each[2]) * 1_000_000),
            bound: 'at_least',
            valuation: 'unknown',
            heads: 1,
          },
        ]
      : []
    return {
      ...main,
      party: partyOf(`${name}（${charge}${persons}人）`, 'person', persons),
      sheet: {
        ...main.sheet,
        ...(persons !== undefined && persons > 1 && each ? { heads: persons } : {}),
        roles,
        amounts: [...main.sheet.amounts.map((a) => ({ ...a, heads: a.heads ?? total })), ...floor],
      },
      offences: [offence],
      inferred: [...main.inferred, 'party', ...(each ? ['sheet.amounts'] : [])],
    }
  })
}

/** The main party's sheet, or one for each party whose share the source tells. */
export const splitOf = (reading: Reading, main: PartySheet): PartySheet[] =>
  byOwner(reading, main) ?? bySum(reading, main) ?? byCharge(reading, main) ?? [main]
