import type { Party } from '@case-ledger/contracts'
import { lookup } from '../lookup.ts'
import { namesIn } from './names.ts'
import { NUMERAL, type Prose, smallNumber } from './prose.ts'
import type { PublishedCase } from './schema.ts'
import type { MappingWarning } from './warning.ts'

const KINDS: Record<string, Party['kind']> = {
  individual: 'person',
  person: 'person',
  company: 'company',
  enterprise: 'company',
  sole_trader: 'sole_trader',
  group: 'group',
  unknown: 'unknown',
}
const COUNTED = new RegExp(`(${NUMERAL})余?(?:名|家|户|人|个(?:主体|团伙|商户|摊位|当事人))`)
/** Sellers, shops, firms of one sweep: different subjects, whose figures are a sum. */
const INDEPENDENT = /[家户店摊]|商户|商贩|微商|经销商|代理商|批发商|零售商|单位|主体|经营者|企业/
/** `3家公司` are several, `某公司（13家门店）` is one. */
const COUNTED_FIRST = new RegExp(`^(?:共|另)?(?:${NUMERAL})余?[家户]`)
const STAFF = new RegExp(`^(.+?)(?:及|和)(${NUMERAL})名((?:店员|员工|雇员|销售人员))$`)
const GANGS = new RegExp(`(${NUMERAL})个(?:犯罪)?团伙`)

/** The party of a case 当事人, as far as it is one. */
export type CaseParty = {
  party: Party
  /** How many independent parties the case's figures lump together; left out = they are the party's own (accomplices too). */
  lumped?: number
  /** Helpers named beside it (店员), without figures of their own. */
  staff?: Party
  warnings: readonly MappingWarning[]
}

/** How many persons a description names: `13家` 13, `王某、李某` 2, `潘某夫妇` 2; `undefined` for one. */
export const headsIn = (name: string): number | undefined => {
  const counted = smallNumber(COUNTED.exec(name)?.[1] ?? '')
  if (counted !== undefined) return counted > 1 ? counted : undefined
  const names = namesIn(name.replace(/[（(].*$/, ''))
  const heads = names.length + (/夫妇|夫妻/.test(name) ? 1 : 0)
  return heads > 1 ? heads : undefined
}

const MAX_NAME = 400

/** A party by name and kind; several make a group, with how many they are. */
export const partyOf = (name: string, kind: Party['kind'], heads = headsIn(name)): Party =>
  heads === undefined
    ? { kind, name: name.slice(0, MAX_NAME) }
    : { kind: 'group', name: name.slice(0, MAX_NAME), heads }

const lumpedIn = (file: PublishedCase, prose: Prose, name: string, heads: number | undefined): number | undefined => {
  const tagged = file.outcome_tags.some((tag) => tag === 'multi_party' || tag === 'aggregate_amount')
  if (
    heads !== undefined &&
    (tagged || (INDEPENDENT.test(name) && (file.party?.kind !== 'company' || COUNTED_FIRST.test(name))))
  )
    return heads
  const gangs = GANGS.exec(prose.told)
  return gangs && /分[^，。]{1,3}案/.test(prose.told) ? smallNumber(gangs[1] ?? '') : undefined
}

export const casePartyOf = (file: PublishedCase, prose: Prose): CaseParty => {
  const raw = file.party?.name?.trim() ?? ''
  const kindGiven = file.party?.kind
  const kind = lookup(KINDS, kindGiven) ?? 'unknown'
  const warnings: MappingWarning[] =
    kindGiven === undefined || lookup(KINDS, kindGiven)
      ? []
      : [{ code: 'unknown_value', field: 'party.kind', detail: kindGiven }]
  // A remark in brackets in place of a name: the source names no party.
  if (raw === '' || /^[（(].*[）)]$/.test(raw)) return { party: { kind: 'unknown', name: '未述当事人' }, warnings }
  const staff = STAFF.exec(raw)
  const name = staff?.[1] ?? raw
  const party = partyOf(name, kind)
  const lumped = lumpedIn(file, prose, name, party.heads)
  return {
    party,
    ...(lumped === undefined ? {} : { lumped }),
    ...(staff ? { staff: partyOf(`${staff[2]}名${staff[3]}`, 'person') } : {}),
    warnings,
  }
}
