import type { Basis, FactSheet, Right, Role } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { isThreshold, type LimbBasis, type ThresholdRule } from '../rule.ts'
import { inForce } from '../span.ts'
import { plusYears } from './conduct.ts'
import { at, judged, rowFor, rulebook, sheet } from './testing.ts'

const offenceRules = rulebook.rules.filter(isThreshold).filter((r) => r.role === 'offence')

/** Days away from the gap and, where possible, after the time of the tripled line of units. */
const DAYS = ['2019-06-01', '2020-11-01', '2025-06-01', '2012-01-01', '2013-06-01', '2005-06-01', '2021-06-01']
const dayFor = (rule: ThresholdRule): string => DAYS.find((d) => inForce(rule, d)) ?? rule.from

type Way = { role: Role; bases: (value: number) => [Basis, number][] }
const one = (basis: Basis, role: Role = 'maker'): Way => ({ role, bases: (v) => [[basis, v]] })
/** Facts that fill each measure with exactly this number. */
const WAYS: Partial<Record<LimbBasis, Way>> = {
  illegal_business: one('illegal_business'),
  illegal_income: one('illegal_income'),
  sales: one('sales', 'seller'),
  unsold_value: one('unsold_value', 'seller'),
  sold_plus_unsold: {
    role: 'seller',
    bases: (v) => [
      ['sales', Math.floor(v / 5)],
      ['unsold_value', v - Math.floor(v / 5)],
    ],
  },
  production_sales: one('sales'),
  loss: one('loss'),
  loss_or_income: {
    role: 'maker',
    bases: (v) => [
      ['loss', v],
      ['illegal_income', 0],
    ],
  },
  labels: one('labels', 'label_maker'),
  labels_unsold: one('labels', 'label_seller'),
  copies: one('copies', 'copier'),
  works: one('works', 'network_disseminator'),
  clicks: one('clicks', 'network_disseminator'),
  members: one('members', 'network_disseminator'),
  sticks: one('sticks'),
}
const RIGHTS: Record<string, Right> = { '216': 'patent', '217': 'copyright', '218': 'copyright', '219': 'trade_secret' }
const rightFor = (rule: ThresholdRule): Right => {
  if (rule.conditions?.right === 'service_mark') return 'service_mark'
  if (['213', '214', '215'].includes(rule.offence ?? '')) return 'goods_mark'
  return RIGHTS[rule.offence ?? ''] ?? 'none'
}

const priorsFor = (rule: ThresholdRule, day: string): FactSheet['priors'] =>
  Array.from({ length: rule.conditions?.repeat?.times ?? 0 }, () => ({
    kind: 'administrative' as const,
    document: '处罚决定书',
    at: at(plusYears(day, -1)),
    sameSubject: 'yes' as const,
  }))

/** The test of this very limb, on facts that state its measure as `value`. */
const limbAt = (rule: ThresholdRule, value: number) => {
  const day = dayFor(rule)
  const way = WAYS[rule.basis as LimbBasis] as Way
  const c = rule.conditions ?? {}
  const base = sheet({
    right: rightFor(rule),
    roles: [way.role],
    goodsKind: c.goodsKind ?? 'general',
    marks: c.minRights ?? 1,
    online: c.online ?? false,
    amounts: way.bases(value).map(([basis, v]) => ({ basis, value: v })),
    elements: { no_permit: 'yes' },
    priors: priorsFor(rule, day),
    conduct: { to: at(day) },
  })
  const both =
    c.right === 'goods_and_service_marks'
      ? [base, sheet({ ...base, right: 'service_mark', amounts: [{ basis: 'illegal_income', value: 0 }] })]
      : [base]
  const more = { charges: [{ offence: rule.offence as string }], decidedAt: at(day) }
  const row = rowFor(judged(both, more), rule.offence as string, 'at-decision')
  return row.limbs.find((limb) => limb.rule === rule.id)
}

/** Limbs in force in the gap only, or whose measure no fact sheet can state. */
const hasWay = (rule: ThresholdRule) => WAYS[rule.basis as LimbBasis] !== undefined
const numbered = offenceRules.filter(
  (r) => (r.figure || r.candidates) && r.basis !== 'any_base_limb' && r.figure?.unit !== 'years',
)
const withUnits = (rule: ThresholdRule) => dayFor(rule) < '2007-04-05' && /^21[3-9]$/.test(rule.offence ?? '')
const plain = numbered.filter(
  (r) => r.figure && hasWay(r) && r.confirmed && !r.conditions?.circumstance && !withUnits(r),
)

describe('the limb table: every limb with a number, one below, at and above its line', () => {
  it('holds all the numbers of the data', () => {
    expect(offenceRules.length).toBe(194)
    expect(plain.length).toBeGreaterThan(70)
  })

  it.each(plain.map((r) => [r.id, r] as const))('%s', (_, rule) => {
    const line = rule.figure?.value as number
    expect(limbAt(rule, line)?.verdict, 'at the line: 以上 includes the number').toBe('met')
    expect(limbAt(rule, line + 1)?.verdict, 'above').toBe('met')
    expect(limbAt(rule, line - 1)?.verdict, 'one below').toBe(line > 5 ? 'near' : 'not_met')
    expect(limbAt(rule, Math.ceil(line * 0.8))?.verdict, 'at 80 %').toBe(line > 5 ? 'near' : 'met')
    expect(limbAt(rule, Math.ceil(line * 0.8) - 1)?.verdict, 'below 80 %').toBe('not_met')
    expect(limbAt(rule, line)?.threshold).toEqual({ value: line, unit: rule.figure?.unit })
  })

  it.each(numbered.filter((r) => hasWay(r) && !r.confirmed).map((r) => [r.id, r] as const))(
    '%s is unconfirmed: never above possible',
    (_, rule) => {
      const values = rule.figure ? [rule.figure.value] : (rule.candidates?.values as number[])
      const [low, top] = [Math.min(...values), Math.max(...values)]
      expect(limbAt(rule, low)?.verdict).toBe('possible')
      expect(limbAt(rule, top * 9)?.verdict).toBe('possible')
      expect(limbAt(rule, top)?.why).toContain('rule.unconfirmed')
      expect(limbAt(rule, Math.ceil(low * 0.8) - 1)?.verdict).toBe('not_met')
    },
  )

  it.each(numbered.filter((r) => hasWay(r) && withUnits(r)).map((r) => [r.id, r] as const))(
    '%s: until 2007-04-04 a unit had three times the line, and a sheet does not say which it is',
    (_, rule) => {
      const line = rule.figure?.value as number
      expect(limbAt(rule, line)?.verdict).toBe('possible')
      expect(limbAt(rule, line * 3)?.verdict).toBe('met')
      expect(limbAt(rule, Math.ceil(line * 0.8) - 1)?.verdict).toBe('not_met')
    },
  )

  it.each(numbered.filter((r) => r.conditions?.circumstance).map((r) => [r.id, r] as const))(
    '%s needs a circumstance that a person finds: never above possible',
    (_, rule) => expect(limbAt(rule, (rule.figure?.value as number) * 2)?.verdict).toBe('possible'),
  )
})

describe('limbs without a number of their own', () => {
  // the offences of officials have a queue of their own and are never tried on a fact sheet
  const officials = ['397', '402', '408-1', '414']
  const rest = offenceRules
    .filter((r) => !plain.includes(r) && !(numbered.includes(r) && hasWay(r)))
    .filter((r) => !officials.includes(r.offence ?? ''))

  it.each(rest.map((r) => [r.id, r] as const))('%s is never met by figures alone', (_, rule) => {
    const day = dayFor(rule)
    const rich = sheet({
      right: rightFor(rule),
      roles: ['maker'],
      goodsKind: rule.conditions?.goodsKind ?? 'general',
      online: false,
      marks: 1,
      amounts: (['pieces', 'case_value', 'goods_value', 'cost', 'compensation'] as const).map((basis) => ({
        basis,
        value: 10 ** 12,
      })),
      conduct: { to: at(day) },
    })
    const rows = judged(rich, { charges: [{ offence: rule.offence as string }], decidedAt: at(day) })
    const limb = rowFor(rows, rule.offence as string, 'at-decision').limbs.find((l) => l.rule === rule.id)
    expect(['none', 'possible', undefined]).toContain(limb?.verdict)
  })
})
