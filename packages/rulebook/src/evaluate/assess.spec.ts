import { describe, expect, it } from 'vitest'
import { assess } from './assess.ts'
import { at, facts, judged, rowFor, rulebook, SUBJECT, sheet, subjectNo, TODAY, verdictOf, yuan } from './testing.ts'

const goods = (more: Parameters<typeof sheet>[0] = {}) =>
  sheet({ right: 'goods_mark', marks: 1, conduct: { to: at('2019-06-01') }, ...more })
const money = (
  basis: 'sales' | 'unsold_value' | 'illegal_business' | 'illegal_income' | 'goods_value' | 'case_value' | 'cost',
  value: number,
  more = {},
) => ({
  basis,
  value: yuan(value),
  ...more,
})

describe('amount, role, mark, date: each moves the verdict', () => {
  it('amount', () => {
    const at214 = (value: number) => verdictOf(goods({ roles: ['seller'], amounts: [money('sales', value)] }), '214')
    expect([at214(39_999), at214(40_000), at214(49_999), at214(50_000)]).toEqual(['not_met', 'near', 'near', 'met'])
  })
  it('role: the same stock is met for its maker and not for its seller', () => {
    const stock = (role: 'maker' | 'seller') =>
      judged(goods({ roles: [role], amounts: [money('unsold_value', 69_244)] }))
    expect(rowFor(stock('maker'), '213').verdict).toBe('met')
    expect(rowFor(stock('seller'), '214').verdict).toBe('possible')
    expect(stock('maker').map((r) => r.offence)).not.toContain('214')
  })
  it('role unknown: every offence is tried and stays possible', () => {
    const rows = judged(goods({ amounts: [money('illegal_business', 900_000)] }))
    for (const offence of ['213', '214']) {
      expect(rowFor(rows, offence)).toMatchObject({ verdict: 'possible' })
      expect(rowFor(rows, offence).missing).toContain('role')
    }
  })
  it('role unknown and far below every line: not met, and nothing is asked', () => {
    const rows = judged(goods({ amounts: [money('goods_value', 8_700)] }))
    expect(rows.map((r) => [r.verdict, r.missing])).toEqual(rows.map(() => ['not_met', []]))
  })
  it('a charge names the offence, so its role is taken as alleged; it proves nothing', () => {
    const rows = judged(goods({ amounts: [money('sales', 66_500)] }), { charges: [{ offence: '213' }] })
    expect(rowFor(rows, '213')).toMatchObject({ verdict: 'met' })
    expect(rowFor(rows, '213').settledBy).toBeUndefined()
    expect(rowFor(rows, '214').verdict).toBe('possible')
    expect(verdictOf(goods({ amounts: [money('sales', 20_000)] }), '213', { charges: [{ offence: '213' }] })).toBe(
      'not_met',
    )
  })
  it.each([
    [1, 'not_met'],
    [2, 'met'],
    [undefined, 'possible'],
  ])('marks: %s', (marks, verdict) => {
    const one = goods({
      roles: ['maker'],
      amounts: [money('illegal_business', 32_000), money('illegal_income', 1_000)],
    })
    const { marks: _, ...rest } = one
    expect(verdictOf(marks === undefined ? rest : { ...rest, marks }, '213')).toBe(verdict)
  })
  it('two marks do not lower the seller’s line', () => {
    expect(verdictOf(goods({ roles: ['seller'], marks: 5, amounts: [money('sales', 32_000)] }), '214')).toBe('not_met')
  })
  it.each([
    ['2007-04-04', 'possible'],
    ['2007-04-05', 'met'],
  ])('date: 600 copies on %s', (day, verdict) => {
    const copies = sheet({
      right: 'copyright',
      roles: ['copier'],
      online: false,
      amounts: [{ basis: 'copies', value: 600 }],
      conduct: { to: at(day) },
    })
    expect(verdictOf(copies, '217')).toBe(verdict)
  })
  it('date across 2025-04-26: the halved line of repeaters exists only after it, for the same subject, within two years', () => {
    const repeat = (to: string, prior: string, sameSubject: 'yes' | 'no' | 'unknown' = 'yes') =>
      verdictOf(
        goods({
          roles: ['maker'],
          amounts: [money('illegal_business', 32_000), money('illegal_income', 1_000)],
          conduct: { to: at(to) },
          priors: [{ kind: 'administrative', document: '处罚〔2024〕1号', at: at(prior), sameSubject }],
        }),
        '213',
      )
    expect(repeat('2025-07-09', '2024-03-01')).toBe('met')
    expect(repeat('2025-04-25', '2024-03-01')).toBe('not_met')
    expect(repeat('2026-03-02', '2024-03-01')).toBe('not_met')
    expect(repeat('2026-03-01', '2024-03-01')).toBe('met')
    expect(repeat('2025-07-09', '2024')).toBe('met')
    expect(repeat('2026-03-02', '2024'), 'the year alone leaves it open').toBe('possible')
    expect(repeat('2025-07-09', '2024-03-01', 'unknown'), 'a new company of the same person').toBe('possible')
    expect(repeat('2025-07-09', '2024-03-01', 'no')).toBe('not_met')
  })
})

describe('what figures can and cannot say', () => {
  it('case value, goods value, pieces and cost never make met', () => {
    const loud = goods({
      roles: ['maker'],
      amounts: [money('case_value', 3_953_000), { basis: 'pieces', value: 9_000 }],
    })
    expect(verdictOf(loud, '213')).toBe('possible')
    expect(verdictOf(goods({ roles: ['seller'], amounts: [money('cost', 17_600)] }), '214')).toBe('possible')
  })
  it('a few pieces bound nothing: at the genuine price nine watches may be worth anything', () => {
    expect(verdictOf(goods({ amounts: [{ basis: 'pieces', value: 9 }] }), '214')).toBe('possible')
  })
  it('the cost of stock does not stand for its value', () => {
    const stock = goods({
      roles: ['seller'],
      amounts: [money('cost', 17_600), money('unsold_value', 242_200, { valuation: 'appraised' })],
    })
    expect(verdictOf(stock, '214')).toBe('met')
  })
  it.each([
    ['about', 50_000, 'possible'],
    ['about', 140_000, 'met'],
    ['about', 49_400, 'near'],
    ['at_least', 50_000, 'met'],
    ['at_least', 30_000, 'possible'],
    ['at_least', 45_000, 'near'],
    ['at_most', 500_000, 'possible'],
    ['at_most', 30_000, 'not_met'],
    ['exact', 50_000, 'met'],
  ] as const)('%s %d yuan of sales is %s', (bound, value, verdict) => {
    expect(verdictOf(goods({ roles: ['seller'], amounts: [money('sales', value, { bound })] }), '214')).toBe(verdict)
  })
  it('income is at most sales, sales at most turnover', () => {
    expect(verdictOf(goods({ roles: ['seller'], amounts: [money('illegal_business', 550)] }), '214')).toBe('not_met')
    expect(verdictOf(goods({ roles: ['maker'], amounts: [money('illegal_income', 60_000)] }), '213')).toBe('met')
    expect(
      verdictOf(goods({ roles: ['seller'], amounts: [money('illegal_business', 160_000)] }), '214'),
      'sold or not, one limb is reached',
    ).toBe('met')
    expect(verdictOf(goods({ roles: ['seller'], amounts: [money('illegal_business', 100_000)] }), '214')).toBe(
      'possible',
    )
  })
  it('income that nobody stated may still reach its own line below the one of turnover', () => {
    const patent = (turnover: number) =>
      rowFor(
        judged(goods({ right: 'patent', amounts: [money('illegal_business', turnover), { basis: 'loss', value: 0 }] })),
        '216',
      )
    expect(patent(140_000).verdict).toBe('possible')
    expect(patent(140_000).missing).toContain('amount.illegal_income')
    expect(patent(120_000).verdict).toBe('not_met')
  })
  it('a maker’s sold and unsold goods add to his turnover', () => {
    const row = rowFor(
      judged(goods({ roles: ['maker'], amounts: [money('sales', 20_000), money('unsold_value', 35_000)] })),
      '213',
    )
    expect(row).toMatchObject({ verdict: 'met', measured: { value: yuan(55_000) } })
  })
  it('the near band is a parameter', () => {
    const one = facts([goods({ roles: ['seller'], amounts: [money('sales', 45_000)] })])
    expect(rowFor(assess(one, rulebook, { today: TODAY, nearShare: 0.95 }), '214').verdict).toBe('not_met')
  })
  it('“above the standard” without figures is worth asking about, and no more', () => {
    const row = rowFor(
      judged(goods({ roles: ['seller'], amounts: [], circumstances: ['above_standard_stated'] })),
      '214',
    )
    expect(row.verdict).toBe('possible')
  })
  it('fewer sticks and less value than the tobacco lines', () => {
    const few = goods({
      right: 'none',
      goodsKind: 'tobacco',
      roles: ['seller'],
      amounts: [money('illegal_business', 800)],
    })
    expect(verdictOf(few, '225')).toBe('not_met')
  })
})

describe('a total of several subjects', () => {
  const group = (value: number, heads: number) =>
    rowFor(judged(goods({ roles: ['seller'], heads, amounts: [money('sales', value)] })), '214')
  it('is never each one’s', () => expect(group(100_000, 13).verdict).toBe('possible'))
  it('below the line it is reached by nobody', () => expect(group(30_000, 4).verdict).toBe('not_met'))
  it('if the average reaches the line, one of them did', () => {
    const row = group(660_000, 13)
    expect(row).toMatchObject({ verdict: 'met', measured: { value: yuan(660_000), heads: 13 } })
    expect(row.limbs.find((l) => l.rule === row.rule)?.why).toContain('heads.total')
  })
  it('never by a figure without a statutory basis', () => {
    expect(verdictOf(goods({ roles: ['seller'], heads: 3, amounts: [money('case_value', 9_000_000)] }), '214')).toBe(
      'possible',
    )
  })
})

describe('what a court has said', () => {
  const bare = goods({ roles: ['seller'], amounts: [] })
  const says = (...outcomes: ('guilty' | 'acquitted' | 'overturned' | 'charged')[]) =>
    rowFor(
      judged(bare, { outcomes: outcomes.map((outcome) => ({ subject: SUBJECT, offence: '214', outcome })) }),
      '214',
    )
  it('guilt settles number and elements', () => {
    const row = says('charged', 'guilty')
    expect(row).toMatchObject({ verdict: 'met', settledBy: 'judgment', confirmed: true, missing: [] })
    expect(new Set(Object.values(row.elements))).toEqual(new Set(['yes']))
  })
  it('acquittal settles it the other way', () => {
    expect(says('acquitted')).toMatchObject({ verdict: 'not_met', settledBy: 'acquittal', missing: [] })
  })
  it('an overturned judgment leaves the figures to speak', () => {
    expect(says('guilty', 'overturned').verdict).toBe('possible')
    expect(says('guilty', 'overturned', 'acquitted').settledBy).toBe('acquittal')
  })
  it('a charge settles nothing', () =>
    expect(says('charged')).toMatchObject({ verdict: 'possible', support: ['outcome.charged'] }))
  it('one subject’s judgment is not another’s', () => {
    const rows = judged([bare, sheet({ ...bare, subject: subjectNo(2) })], {
      outcomes: [{ subject: SUBJECT, offence: '214', outcome: 'guilty' }],
    })
    expect(rows.filter((r) => r.subject === subjectNo(2)).map((r) => r.verdict)).not.toContain('met')
  })
  it('guilt without a named offence means the one that absorbs the sale of own goods', () => {
    const both = goods({ roles: ['maker', 'seller'], amounts: [] })
    const rows = judged(both, { outcomes: [{ subject: SUBJECT, outcome: 'guilty' }] })
    expect(rowFor(rows, '213').settledBy).toBe('judgment')
    expect(rowFor(rows, '214').settledBy).toBeUndefined()
  })
})

describe('the day whose law governs', () => {
  const copies = (more: object) =>
    sheet({ right: 'copyright', roles: ['copier'], online: false, amounts: [{ basis: 'copies', value: 600 }], ...more })
  it('an undated act is judged only where every version says the same', () => {
    const row = rowFor(judged(copies({})), '217')
    expect(row).toMatchObject({ verdict: 'possible', lawAt: null })
    expect(row.missing).toContain('conduct.date')
    const plenty = sheet({
      right: 'goods_mark',
      roles: ['maker'],
      marks: 1,
      amounts: [money('illegal_business', 2_000_000)],
    })
    expect(rowFor(judged(plenty), '213')).toMatchObject({ verdict: 'met', lawAt: null })
  })
  it('discovery is the latest possible day', () => {
    expect(rowFor(judged(copies({}), { knownBy: at('2010-01-01') }), '217')).toMatchObject({
      verdict: 'met',
      lawAt: '2010-01-01',
    })
  })
  it('an imprecise date that lies across a change leaves it open', () => {
    expect(rowFor(judged(copies({ conduct: { to: at('2007') } })), '217').missing).toContain('conduct.date')
  })
  it('conduct across a change: a conclusion only where both tables agree', () => {
    const row = rowFor(judged(copies({ conduct: { from: at('2006-01-01'), to: at('2008-01-01') } })), '217')
    expect(row.verdict).toBe('possible')
    expect(row.missing).toContain('law.span')
    const seller = goods({
      roles: ['maker'],
      amounts: [money('illegal_business', 800_000)],
      conduct: { from: at('2024-01-01'), to: at('2025-08-01') },
    })
    expect(rowFor(judged(seller), '213')).toMatchObject({ verdict: 'met', against: ['law.span'] })
  })
  it('the newer law counts today only where it is milder', () => {
    const patent = (to: string) =>
      sheet({ right: 'patent', marks: 1, amounts: [{ basis: 'loss', value: yuan(400_000) }], conduct: { to: at(to) } })
    expect(verdictOf(patent('2024-01-01'), '216'), 'the harsher line of 2025 does not reach back').toBe('near')
    expect(verdictOf(patent('2025-06-01'), '216')).toBe('met')
  })
  it('at the decision the standard of that day is cited, today that of the act', () => {
    const rows = judged(
      goods({ roles: ['maker'], amounts: [money('illegal_business', 60_000)], conduct: { to: at('2024-12-01') } }),
      { decidedAt: at('2025-06-01') },
    )
    expect(rowFor(rows, '213', 'at-decision')).toMatchObject({ verdict: 'met', rule: 'T25-213-t', lawAt: '2025-06-01' })
    expect(rowFor(rows, '213', 'today')).toMatchObject({ verdict: 'met', rule: 'T04-213-t1', lawAt: '2024-12-01' })
  })
  it('at the decision the count of that day speaks, today the investigation’s', () => {
    const rows = judged(
      goods({
        roles: ['seller'],
        amounts: [money('sales', 20_000, { stage: 'penalty' }), money('sales', 90_000, { stage: 'investigation' })],
      }),
      { decidedAt: at('2019-09-01') },
    )
    expect(rowFor(rows, '214', 'at-decision').verdict).toBe('not_met')
    expect(rowFor(rows, '214', 'today').verdict).toBe('met')
  })
  it('an act before any interpretation is held against the first one, and stays possible', () => {
    const early = sheet({
      right: 'patent',
      marks: 1,
      amounts: [money('illegal_business', 282_366)],
      conduct: { to: at('1999-10-11') },
    })
    const row = rowFor(judged(early), '216')
    expect(row.verdict).toBe('possible')
    expect(row.missing).toContain('law.later_interpretation')
  })
})

describe('rights without an offence', () => {
  it.each([
    ['special_mark', ['special_mark', '213']],
    ['unfair_competition', ['unfair_competition']],
    ['plant_variety', ['plant_variety']],
    ['geographical_indication', ['geographical_indication', '213']],
  ] as const)('%s, and the article somebody would look at', (right, offences) => {
    const rows = judged(sheet({ right }))
    expect(rows.filter((r) => r.question === 'today').map((r) => r.offence)).toEqual(offences)
    expect(rows.map((r) => r.verdict)).toEqual(rows.map(() => 'none'))
  })
  it('a special mark that is also a registered trademark is tried as one', () => {
    expect(
      judged(sheet({ right: 'special_mark', elements: { registered_mark: 'yes' } })).map((r) => r.offence),
    ).toContain('213')
  })
  it('an invented patent and mere patent infringement are no passing off', () => {
    for (const key of ['others_patent', 'passing_off']) {
      const rows = judged(sheet({ right: 'patent', elements: { [key]: 'no' } }))
      expect(rows.filter((r) => r.question === 'today').map((r) => [r.offence, r.verdict])).toEqual([
        ['patent', 'none'],
        ['216', 'none'],
      ])
    }
  })
})

describe('evidence beside the figures', () => {
  const cited = (legalBases: string[], offence: string, more = {}) =>
    rowFor(
      judged(
        goods({
          roles: ['maker', 'seller'],
          amounts: [money('sales', 90_000)],
          legalBases,
          conduct: { to: at('2025-08-01') },
          ...more,
        }),
      ),
      offence,
    )
  it.each(['商标法57(2)', '《商标法》第五十七条第（二）项', '商标法第57条第2项'])(
    '%s speaks against identity',
    (basis) => {
      expect(cited([basis], '213').against).toContain('basis.tm57_2')
      expect(cited([basis], '213').verdict, 'the number stands').toBe('met')
    },
  )
  it('57(1) and 57(3) speak for it, 60(2) against knowledge', () => {
    expect(cited(['商标法57(1)'], '213').support).toEqual(['basis.tm57_1'])
    expect(cited(['商标法57(3)', '商标法60(2)'], '214')).toMatchObject({
      support: ['basis.tm57_3'],
      against: ['basis.tm60_2'],
    })
    expect(cited(['商标法实施条例78', '商标法57'], '214')).toMatchObject({ support: [], against: [] })
  })
  it('goods under a similar mark are no counterfeits, and stated sales show the sale', () => {
    const row = cited([], '214', { elements: { identical_mark: 'no' } })
    expect(row.elements).toMatchObject({ counterfeit_goods: 'no', sale: 'yes', knowing: 'unknown' })
    expect(row.against).toContain('element.counterfeit_goods')
    const all = { registered_mark: 'yes', no_licence: 'yes', same_goods: 'yes', identical_mark: 'yes', knowing: 'yes' }
    expect(cited([], '214', { elements: all }).elements.counterfeit_goods).toBe('yes')
  })
  it('an absent element speaks against, and a carrier is an accomplice at most', () => {
    expect(cited([], '214', { elements: { knowing: 'no' } }).against).toContain('element.knowing')
    const carrier = rowFor(judged(goods({ roles: ['carrier'], amounts: [money('sales', 900_000)] })), '214')
    expect(carrier).toMatchObject({ verdict: 'possible', against: ['role.helper'] })
  })
})
