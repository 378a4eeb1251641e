import { allOf, type FactSheet, firstDay, lastDay, type Tri } from '@case-ledger/contracts'
import type { Conditions, ThresholdRule } from '../rule.ts'
import type { AnyCode } from './codes.ts'
import { type Conduct, plusYears } from './conduct.ts'

/** Whether a limb's own conditions hold on these sheets, and what would decide the open ones. */
export type Applies = { applies: Tri; missing: readonly AnyCode[] }

const ONLINE_BASES = ['clicks', 'members']

const online = (sheets: readonly FactSheet[]): Tri => {
  const one = (s: FactSheet): Tri => {
    if (s.online === true || s.roles.includes('network_disseminator')) return 'yes'
    if (s.online === false) return 'no'
    if (s.amounts.some((a) => ONLINE_BASES.includes(a.basis))) return 'yes'
    return s.amounts.some((a) => a.basis === 'copies' || a.basis === 'pieces') ? 'no' : 'unknown'
  }
  const all = sheets.map(one)
  return all.includes('yes') ? 'yes' : all.includes('unknown') ? 'unknown' : 'no'
}

/** Different marks or patents 两种以上. Marks of two sheets may be the same ones, so they are never added. */
const enoughRights = (sheets: readonly FactSheet[], least: number): Tri => {
  if (sheets.some((s) => (s.marks ?? 0) >= least)) return 'yes'
  return sheets.length > 1 || sheets.some((s) => s.marks === undefined) ? 'unknown' : 'no'
}

/**
 * Enough earlier penalties of the same subject 前次处罚, each within the time before the new act. A file that names none has none:
 * the halved line of repeaters is looked at only where an earlier penalty is on record. A new company of the same person is
 * another subject: `unknown` at most.
 */
const repeated = (sheets: readonly FactSheet[], repeat: NonNullable<Conditions['repeat']>, conduct: Conduct): Tri => {
  const within = repeat.within.unit === 'years' ? repeat.within.value : 0
  const one = (prior: FactSheet['priors'][number]): Tri => {
    if (prior.sameSubject === 'no') return 'no'
    if (!prior.at || conduct.endLo === undefined) return 'unknown'
    const [first, last] = [firstDay(prior.at), lastDay(prior.at)]
    if ((conduct.start ?? conduct.endLo) > plusYears(last, within) || conduct.endHi < first) return 'no'
    const sure = conduct.endLo > last && conduct.endHi <= plusYears(first, within)
    return sure && prior.sameSubject === 'yes' ? 'yes' : 'unknown'
  }
  const found = sheets.flatMap((s) => s.priors).map(one)
  const unnamed = sheets.some((s) => s.priors.length === 0 && s.circumstances.includes('punished_before'))
  const sure = found.filter((t) => t === 'yes').length
  if (sure >= repeat.times) return 'yes'
  const open = found.filter((t) => t === 'unknown').length
  return unnamed || sure + open >= repeat.times ? 'unknown' : 'no'
}

const rightHolds = (sheets: readonly FactSheet[], right: NonNullable<Conditions['right']>): Tri => {
  const services = sheets.some((s) => s.right === 'service_mark')
  const goods = sheets.some((s) => s.right !== 'service_mark')
  if (right === 'goods_and_service_marks') return services && goods ? 'yes' : 'no'
  return (right === 'service_mark' ? services : goods) ? 'yes' : 'no'
}

/** The sheets a limb looks at: figures of goods and of services are never mixed, save where the limb says so. */
export const sheetsFor = (rule: ThresholdRule, sheets: readonly FactSheet[]): readonly FactSheet[] => {
  const right = rule.conditions?.right
  if (right === 'service_mark') return sheets.filter((s) => s.right === 'service_mark')
  return right === 'goods_mark' ? sheets.filter((s) => s.right !== 'service_mark') : sheets
}

/** A limb of illegal trading needs the missing permit as well as the figure (2010 tobacco interpretation art. 1(5)). */
const permit = (sheets: readonly FactSheet[]): Tri => {
  const stated = sheets.flatMap((s) => s.elements.no_permit ?? [])
  return stated.includes('yes') ? 'yes' : stated.includes('no') ? 'no' : 'unknown'
}

/** Conditions one by one, each with the code of the fact that would settle it. */
export const appliesTo = (rule: ThresholdRule, sheets: readonly FactSheet[], conduct: Conduct): Applies => {
  const c = rule.conditions ?? {}
  const tests: [Tri, AnyCode][] = []
  if (rule.variant === 'publication') tests.push([sheets.some((s) => s.right === 'copyright') ? 'yes' : 'no', 'right'])
  if (c.right) tests.push([rightHolds(sheets, c.right), 'right'])
  if (c.goodsKind) tests.push([sheets.some((s) => s.goodsKind === c.goodsKind) ? 'yes' : 'no', 'goods_kind'])
  if (c.minRights) tests.push([enoughRights(sheetsFor(rule, sheets), c.minRights), 'marks'])
  if (c.online) tests.push([online(sheets), 'online'])
  if (c.repeat) tests.push([repeated(sheets, c.repeat, conduct), 'priors'])
  if (c.circumstance) tests.push(['unknown', 'circumstance'])
  if (rule.offence === '225') tests.push([permit(sheets), 'element.no_permit'])
  return {
    applies: allOf(tests.map(([tri]) => tri)),
    missing: tests.filter(([tri]) => tri === 'unknown').map(([, code]) => code),
  }
}
