import { actLine } from '@case-ledger/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mapPublishedCase } from './map.ts'
import { actsOf, faultsOf, finedSeller, named, sampleCases } from './testing.ts'

describe('the bundled sample', () => {
  const cases = sampleCases()

  it.each(cases.map((one) => [one.id, one] as const))('%s makes acts that its commands take', (id, one) => {
    const { acts, problems } = mapPublishedCase(one)
    expect(problems).toEqual([])
    expect(acts.flatMap(faultsOf)).toEqual([])
    for (const act of acts) {
      expect(actLine.safeParse(act).success).toBe(true)
      expect(act).toMatchObject({ matter: id, mode: 'report', provenance: { kind: 'published_case' } })
    }
    expect(named(acts, 'findFacts').length).toBeGreaterThan(0)
  })

  it('uses only fields and words that the format knows', () => {
    const codes = cases.flatMap((one) => mapPublishedCase(one).warnings).map((w) => w.code)
    expect(new Set(codes)).toEqual(new Set(['not_mapped', 'charge_unreadable']))
  })

  it('gives the same acts for the same case, and no two alike', () => {
    for (const one of cases) {
      const lines = actsOf(one).map((act) => JSON.stringify(act))
      expect(actsOf(structuredClone(one)).map((act) => JSON.stringify(act))).toEqual(lines)
      expect(new Set(lines).size).toBe(lines.length)
    }
  })

  it('writes names nowhere but in parties and titles', () => {
    const masked = /[王李张韩颜占林吕熊赵苑郑梁潘柯][某][某甲乙明俊]?/
    for (const act of cases.flatMap((one) => actsOf(one))) {
      const open = JSON.stringify(act, (key, value) => (key === 'name' || key === 'title' ? undefined : value))
      expect(open).not.toMatch(masked)
    }
  })

  it('takes no date for the day of an act that the case does not give for it', () => {
    for (const one of cases) {
      const given = JSON.stringify(one)
      for (const act of actsOf(one)) if (act.at !== 'unknown') expect(given).toContain(act.at)
    }
  })
})

describe('what is not well formed', () => {
  it('is a problem with its field, and makes no acts', () => {
    expect(mapPublishedCase(finedSeller({ criminal: { transferred: 'no' } }))).toMatchObject({
      acts: [],
      problems: [{ code: 'input.malformed', field: 'criminal.transferred' }],
    })
    expect(mapPublishedCase(finedSeller({ amounts: { sales_cny: -1 } })).problems[0]?.field).toBe('amounts.sales_cny')
    expect(mapPublishedCase(null).problems).toHaveLength(1)
  })

  it('takes null for not known', () => {
    const { problems, acts } = mapPublishedCase(finedSeller({ region: { city: null }, dates: null, note: null }))
    expect(problems).toEqual([])
    expect(named(acts, 'penalise')[0]?.at).toBe('unknown')
  })
})

describe('what is not known', () => {
  it('is warned about by field and left out', () => {
    const { acts, warnings } = mapPublishedCase(
      finedSeller({
        right: 'layout_design',
        outcome: 'constructor',
        outcome_tags: ['toString'],
        channel: 'post',
        dates: { found: 'spring', audited: '2020' },
        amounts: { weight_kg: 7 },
        criminal: { route: 'by_pigeon', transferred: false },
        weather: 'fine',
      }),
    )
    expect(warnings.map((w) => `${w.code} ${w.field}`).sort()).toEqual([
      'date_unreadable dates.found',
      'unknown_field amounts.weight_kg',
      'unknown_field dates.audited',
      'unknown_field weather',
      'unknown_value channel',
      'unknown_value criminal.route',
      'unknown_value outcome',
      'unknown_value outcome_tags',
      'unknown_value right',
    ])
    expect(acts.flatMap(faultsOf)).toEqual([])
  })
})

describe('whatever stands in the line', () => {
  it('never crashes on arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const { acts, problems } = mapPublishedCase(json)
        expect(acts.length > 0 || problems.length > 0).toBe(true)
      }),
    )
  })

  it('makes only acts that the commands take, of any mixture of real cases', () => {
    const cases = sampleCases()
    const keys = [...new Set(cases.flatMap((one) => Object.keys(one)))].filter((key) => key !== 'id')
    const wild = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('constructor', '__proto__', '9'.repeat(30)))
    const mixture = fc.tuple(
      fc.array(fc.tuple(fc.constantFrom(...keys), fc.nat({ max: cases.length - 1 })), { maxLength: 30 }),
      fc.option(fc.tuple(fc.constantFrom(...keys), wild), { nil: undefined }),
    )
    fc.assert(
      fc.property(mixture, ([picks, odd]) => {
        const mixed: Record<string, unknown> = { id: 'X1' }
        for (const [key, from] of picks) mixed[key] = cases[from]?.[key]
        if (odd) mixed[odd[0]] = odd[1]
        expect(mapPublishedCase(mixed).acts.flatMap(faultsOf)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
