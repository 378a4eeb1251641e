import { describe, expect, it } from 'vitest'
import { loadRulebook } from './register.ts'
import { isTerm, isThreshold, type ThresholdRule } from './rule.ts'

const book = loadRulebook()
const limb = (id: string): ThresholdRule => {
  const rule = book.rule(id)
  if (!isThreshold(rule)) throw new Error(`${id} is no threshold`)
  return rule
}
const limbsOn = (offence: string, on: string) => book.thresholds({ offence, on })
const yuan = (n: number) => n * 100

describe('the gap between article and figures, 2021-03-01 to 2025-04-25', () => {
  it('service marks under 213 have no figure at all in that time, and none before it', () => {
    const service = (on: string) => limbsOn('213', on).filter((r) => r.conditions?.right === 'service_mark')
    expect(service('2023-01-01').map((r) => [r.id, r.figure])).toEqual([['NTH-213-svc-gap', undefined]])
    expect(service('2021-02-28')).toEqual([])
    expect(service('2025-04-26').every((r) => r.figure)).toBe(true)
  })

  it('214 asks for illegal income that no text sets, beside the old sales figure', () => {
    const base = limbsOn('214', '2023-01-01').filter((r) => r.tier === 'base')
    expect(base.find((r) => r.basis === 'illegal_income')?.figure).toBeUndefined()
    expect(base.find((r) => r.basis === 'sales')?.figure?.value).toBe(yuan(50_000))
  })

  it('219 asks for grave circumstances that no text sets', () => {
    const ids = (on: string) => limbsOn('219', on).map((r) => r.id)
    expect(ids('2021-02-28')).not.toContain('NTH-219-gap')
    expect(ids('2021-03-01')).toContain('NTH-219-gap')
    expect(ids('2025-04-25')).toContain('NTH-219-gap')
    expect(ids('2025-04-26')).not.toContain('NTH-219-gap')
  })
})

describe('the interpretation of 2025', () => {
  const rules = book.rules.filter((r) => r.instrument === 'ip-interpretation-2025')

  it('was not read: none of its figures is marked as read in its text', () => {
    expect(rules.filter((r) => r.evidence === 'text' && r.readIn !== 'criminal-law').map((r) => r.id)).toEqual([])
  })

  it('leaves its unverified figures unconfirmed', () => {
    expect(rules.filter((r) => r.evidence === 'unverified').every((r) => !r.confirmed)).toBe(true)
    expect(rules.some((r) => r.evidence === 'unverified')).toBe(true)
  })
})

describe('limitation', () => {
  const years = (offence: string, tier: 'base' | 'aggravated', on: string) =>
    book
      .thresholds({ offence, on, role: 'limitation' })
      .filter((r) => r.tier === tier && (r.level ?? 1) === 1)
      .map((r) => r.figure?.value)

  it('is 10 years for aggravated 213, 214, 215, 217, 219 before 2021-03-01 and 15 from then on', () => {
    for (const offence of ['213', '214', '215', '217', '219']) {
      expect([offence, years(offence, 'aggravated', '2021-02-28')]).toEqual([offence, [10]])
      expect([offence, years(offence, 'aggravated', '2021-03-01')]).toEqual([offence, [15]])
      expect([offence, years(offence, 'base', '2021-03-01')]).toEqual([offence, [5]])
    }
  })

  it('of 216 has no aggravated tier', () => {
    expect(years('216', 'aggravated', '2024-01-01')).toEqual([])
  })

  it('of 218 went from 5 to 10 years', () => {
    expect([years('218', 'base', '2021-02-28'), years('218', 'base', '2021-03-01')]).toEqual([[5], [10]])
  })
})

describe('adding up', () => {
  it('names illegal business, illegal income and sales only', () => {
    const rule = book.rule('A04-cum')
    expect(rule.compliance).toBe('非法经营数额、违法所得、销售金额累计')
    expect(rule.textNote).toContain('label and copy counts, loss and goods value are not')
  })

  it('sold plus unsold stands for trade marks in 2011 and 2025 and for tobacco, not for other shoddy goods', () => {
    const sums = book.rules.filter(isThreshold).filter((r) => r.basis === 'sold_plus_unsold')
    expect(sums.map((r) => r.id).toSorted()).toEqual(['NTH-140-tob-c', 'T11-214-c', 'T25-214-c'])
    const shoddy = limb('T-140-u')
    expect([shoddy.basis, shoddy.figure?.value, shoddy.multiple]).toEqual([
      'unsold_value',
      yuan(150_000),
      { by: 3, of: { series: '140.product.sales.base' } },
    ])
  })
})

describe('the two turnovers', () => {
  it('the administrative one is a sanction bracket, never an offence limb', () => {
    for (const id of ['DTM19-60', 'DCOPY-53', 'DPAT-68']) expect([id, limb(id).role]).toEqual([id, 'sanction'])
  })

  it('the order of prices differs: the administrative list has no order', () => {
    const [admin] = book.findingRules({ topic: 'valuation', offence: 'admin' })
    const [criminal] = book.findingRules({ topic: 'valuation', offence: '213', on: '2024-01-01' })
    expect(admin?.order).toBeUndefined()
    expect(criminal?.order?.at(-1)).toContain('市场中间价')
  })

  it('a fine above 250,000 is lawful only where turnover reached 50,000', () => {
    expect([limb('DTM19-60').figure?.value, limb('DTM19-60').fineCeilingBelow?.fen]).toEqual([
      yuan(50_000),
      yuan(250_000),
    ])
  })
})

describe('figures that are no lines to reach', () => {
  it('exactly 50,000 falls in the lower bracket of Patent Law art. 68', () => {
    expect(limb('DPAT-68').textNote).toContain('exactly 50,000 falls in the LOWER bracket')
    expect(book.cautions(book.rule('DPAT-68')).map((c) => c.key)).toContain('patent_bracket')
  })

  it('hearing and summary-procedure figures are procedure, never offence', () => {
    for (const id of ['DAPL-51a', 'DAPL-51b', 'DSAMR-hear-n', 'DSAMR-hear-l']) {
      expect([id, limb(id).role, limb(id).offence]).toEqual([id, 'procedure', undefined])
      expect(book.cautions(limb(id)).map((c) => c.key)).toContain('ceilings')
    }
  })

  it('only role offence makes a verdict: asking for thresholds gives no other', () => {
    expect(new Set(book.thresholds({ on: '2024-01-01' }).map((r) => r.role))).toEqual(new Set(['offence']))
  })
})

describe('offences', () => {
  it('plant varieties: infringement is no offence', () => {
    const [none] = book.findingRules({ topic: 'not_an_offence' })
    expect(none?.zh).toContain('植物新品种权侵权')
    expect(none?.note).toContain('假冒授权品种')
    expect(book.rules.filter((r) => isThreshold(r) && r.role === 'offence' && r.name.zh.includes('新品种'))).toEqual([])
  })

  it('of fake tobacco the heaviest governs, each computed by itself', () => {
    const [heavier] = book
      .findingRules({ topic: 'concurrence', offence: '225' })
      .filter((r) => r.key === 'heavier_offence')
    expect(heavier?.offences).toEqual(expect.arrayContaining(['140', '213', '214', '215', '225']))
  })

  it('no medicine or food interpretation of today was read: their figures end', () => {
    expect(limbsOn('141', '2024-01-01').filter((r) => r.figure)).toEqual([])
    expect(limbsOn('143', '2024-01-01')).toEqual([])
  })

  it('402 and 414 need favouritism, 408-1 has needed none since 2021-03-01', () => {
    const keys = (offence: string, on: string) => book.elementsOf(offence, on)?.elements.map((e) => e.key)
    expect(keys('402', '2024-01-01')).toContain('favour')
    expect(keys('414', '2024-01-01')).toContain('favour')
    expect(keys('408-1', '2021-03-01')).not.toContain('favour')
  })

  it('a collective decision is no shield', () => {
    expect(book.aggregations({ on: '2024-01-01', basis: 'collective_decision' }).map((r) => r.note)).toEqual([
      '案卷中的集体讨论记录是责任线索，不是免责事由。',
    ])
  })
})

describe('instruments', () => {
  it('the procuratorate’s rules of 2001 are not cited after 2021-09-05', () => {
    const cited = (on: string) => book.terms({ instrument: 'procuratorate-transfer-rules-2001', on }).length
    expect(cited('2021-09-05')).toBe(9)
    expect(cited('2021-09-06')).toBe(0)
    expect(book.rule('D2001-02').toConfirmed).toBe(false)
  })

  it('the repealed complaint rules are not there, and no rule of them', () => {
    expect(book.instruments.filter((i) => i.title.includes('投诉举报'))).toEqual([])
    expect(book.rules.filter((r) => r.name.zh.includes('投诉举报'))).toEqual([])
  })

  it('the police procedure begins with the text of 2020: before it nothing is said', () => {
    const terms = book.terms({ instrument: 'police-procedure-2020' })
    expect(terms).toHaveLength(33)
    expect(new Set(terms.map((t) => t.from))).toEqual(new Set(['2020-09-01']))
    expect(terms.every((t) => !t.fromConfirmed)).toBe(true)
  })
})

describe('court application', () => {
  it('keeps apart the terms that move it', () => {
    const term = (id: string) => {
      const rule = book.rule(id)
      return isTerm(rule) ? rule.duration : undefined
    }
    expect(term('DALL-46')).toEqual({ value: 6, unit: 'months' })
    expect(term('NT-ALL-45a')).toEqual({ value: 15, unit: 'calendar_days' })
    expect(term('NT-ALLI-64')).toEqual({ value: 1, unit: 'years' })
    expect(term('NT-ARL-20-3')).toEqual({ value: 1, unit: 'years' })
    expect(term('NT-APL-72-2')).toEqual({ value: 3, unit: 'months' })
    expect(book.cautions(book.rule('DAEL-53')).map((c) => c.key)).toContain('court_application')
  })
})

describe('goods seized', () => {
  it('go back unless the reverse opinion or transfer comes first; the only dated word is 程序规定 189', () => {
    const told = book.terms({ dutyGroup: 'police_tell_withdrawal' })
    expect(told.map((t) => t.duration)).toEqual([{ value: 3, unit: 'calendar_days' }])
    expect(book.cautions(book.rule('NT-RCP-374')).map((c) => c.key)).toContain('goods_go_back')
  })
})
