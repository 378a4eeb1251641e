import { LedgerError } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { type RulebookData, readData } from './load.ts'
import { buildRulebook } from './register.ts'
import type { Rule } from './rule.ts'

const sound = readData()

/** A copy of the data with one rule changed. */
const withRule = (id: string, change: Partial<Record<string, unknown>>): RulebookData => ({
  ...sound,
  rules: sound.rules.map((rule) => (rule.id === id ? ({ ...rule, ...change } as Rule) : rule)),
})
const withRules = (...more: Rule[]): RulebookData => ({ ...sound, rules: [...sound.rules, ...more] })
const ruleOf = (id: string): Rule => {
  const found = sound.rules.find((rule) => rule.id === id)
  if (!found) throw new Error(`no rule ${id}`)
  return found
}

/** What the register says against the data: `rule field: detail`. */
const refusals = (data: RulebookData): string[] => {
  try {
    buildRulebook(data)
    return []
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    expect(error.code).toBe('rules.contradiction')
    return error.problems.map((p) => `${p.rule} ${p.field}: ${p.detail}`)
  }
}

describe('the register refuses what contradicts itself', () => {
  it('accepts the data as it stands', () => {
    expect(refusals(sound)).toEqual([])
  })

  it('overlapping versions of one series', () => {
    expect(refusals(withRule('T04-217-c', { to: '2007-04-05' }))).toEqual([
      'T07-217-c from: overlaps T04-217-c of series 217.works.copies.base on 2007-04-05',
    ])
  })

  it('a version that never ended beside its successor', () => {
    expect(refusals(withRule('T04-unit', { quotes: 'criminal-law', to: null }))).toEqual([
      'T07-unit from: overlaps T04-unit of series unit.multiplier.ip on 2007-04-05',
    ])
  })

  it('overlapping versions of an offence', () => {
    const offences = sound.offences.map((o) => (o.offence === '213' && o.to ? { ...o, to: '2021-03-01' } : o))
    expect(refusals({ ...sound, offences })).toContain(
      'elements 213 2021-03-01 from: overlaps elements 213 1997-10-01 of offence 213 on 2021-03-01',
    )
  })

  it('an unknown instrument, also where it is only read in or named beside', () => {
    for (const field of ['instrument', 'readIn'] as const)
      expect(refusals(withRule('D310-08', { [field]: 'no-such-law' }))).toEqual([
        'D310-08 instrument: unknown instrument no-such-law',
      ])
    expect(refusals(withRule('D310-08', { also: ['no-such-law'] }))).toHaveLength(1)
  })

  it('a rule in force outside its instrument', () => {
    expect(refusals(withRule('D2001-12', { to: null }))).toEqual([
      'D2001-12 from: in force outside its instrument procuratorate-transfer-rules-2001',
    ])
  })

  it('an offence limb that does not say what it measures, or of which article it is', () => {
    expect(refusals(withRule('T04-213-g1', { basis: undefined }))).toEqual([
      'T04-213-g1 basis: an offence limb that does not say what it measures',
    ])
    expect(refusals(withRule('NTH-147-l', { offence: undefined }))).toEqual([
      'NTH-147-l offence: an offence limb without its article',
    ])
  })

  it('a base tier with a level, or an aggravated one without', () => {
    expect(refusals(withRule('T04-213-G1', { level: undefined }))).toHaveLength(1)
    expect(refusals(withRule('T04-213-g1', { level: 1 }))).toHaveLength(1)
  })

  it('from after to, in a rule, a term and an instrument', () => {
    expect(refusals(withRule('T04-213-g1', { from: '2025-04-25', to: '2025-04-24' }))).toContain(
      'T04-213-g1 from: from 2025-04-25 after to 2025-04-24',
    )
    expect(refusals(withRule('D2001-12', { from: '2021-09-05', to: '2021-09-04' }))).toHaveLength(1)
    expect(refusals(withRule('C44-acc', { from: '2021-09-02', to: '2021-09-01' }))).toEqual([
      'C44-acc from: from 2021-09-02 after to 2021-09-01',
    ])
    const instruments = sound.instruments.map((i) => (i.id === 'trademark-law-2026' ? { ...i, to: '2026-01-01' } : i))
    expect(refusals({ ...sound, instruments })).toContain(
      'trademark-law-2026 from: from 2027-01-01 after to 2026-01-01',
    )
  })

  it('the same id twice', () => {
    expect(refusals(withRules(ruleOf('D310-08')))).toEqual(['D310-08 id: the same id twice'])
  })

  it('a rule confirmed against its evidence, and one unconfirmed against it', () => {
    expect(refusals(withRule('T25-215-n1', { confirmed: true }))).toEqual([
      'T25-215-n1 confirmed: confirmed = true, but its evidence is unverified',
    ])
    expect(refusals(withRule('T04-213-t1', { confirmed: false }))).toHaveLength(1)
  })

  it('a multiple of a series that does not exist, or not at that time', () => {
    expect(refusals(withRule('T25-214-u', { multiple: { by: 3, of: { series: '214.nothing' } } }))).toEqual([
      'T25-214-u multiple: nothing stands in series 214.nothing at that time',
    ])
    const old = { by: 3, of: { series: '141.harm.aggravated' } }
    expect(refusals(withRule('T25-214-u', { multiple: old }))).toHaveLength(1)
  })

  it('a multiple whose figure is not the product', () => {
    expect(refusals(withRule('T-140-u', { figure: { value: 14_000_000, unit: 'fen' } }))).toEqual([
      'T-140-u multiple: its figure is not 3 times that of T-140-s',
    ])
  })

  it('a multiple of base limbs that the offence does not have', () => {
    expect(refusals(withRule('T25-217-X', { multiple: { by: 10, of: { baseLimbsOf: '411' } } }))).toEqual([
      'T25-217-X multiple: offence 411 has no such base limb at that time',
    ])
  })

  it('an open term with a number, and a right that never ends', () => {
    expect(refusals(withRule('D310-05-1', { duration: { value: 24, unit: 'hours' } }))).toEqual([
      'D310-05-1 duration: an open term carries a number',
    ])
    expect(refusals(withRule('DPS-181a', { duration: undefined }))).toHaveLength(1)
  })

  it('a figure that is settled and unsettled at once, and a tier that begins after the next one', () => {
    const both = { figure: { value: 3_000_000, unit: 'fen' }, candidates: { values: [3_000_000], unit: 'fen' } }
    expect(refusals(withRule('T25-215-t1', both))).toHaveLength(1)
    const crossed = { value: 5_000_000, unit: 'fen', below: 5_000_000 }
    expect(refusals(withRule('NTH-141-s', { figure: crossed }))).toHaveLength(1)
  })

  it('limitation years that differ from those of the offence', () => {
    expect(refusals(withRule('NTH-LIM-213-old-agg', { figure: { value: 15, unit: 'years' } }))).toEqual([
      'NTH-LIM-213-old-agg figure: 15 years, but the offence of 1997-10-01 says 10',
    ])
  })

  it('a caution about something that does not exist', () => {
    const caution = { key: 'stray', zh: '无', en: 'none', rules: ['X-1'], groups: ['no_group'] }
    expect(refusals({ ...sound, cautions: [...sound.cautions, caution] })).toHaveLength(2)
  })

  it('lists everything that is wrong, not only the first', () => {
    const broken = withRule('T04-213-g1', { basis: undefined, instrument: 'no-such-law', confirmed: false })
    expect(refusals(broken)).toHaveLength(3)
  })
})
