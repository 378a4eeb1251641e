import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readData } from './load.ts'
import { buildRulebook, loadRulebook } from './register.ts'
import { inForce } from './span.ts'

const book = loadRulebook()
const anyDay = fc
  .date({ min: new Date('1995-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

describe('the register', () => {
  it('gives on any day at most one version of each series', () => {
    const roles = ['offence', 'limitation', 'sanction', 'procedure', 'aggregation'] as const
    fc.assert(
      fc.property(anyDay, (on) => {
        const series = [...roles.flatMap((role) => book.thresholds({ on, role })), ...book.aggregations({ on })].map(
          (rule) => rule.series,
        )
        expect(new Set(series).size).toBe(series.length)
      }),
    )
  })

  it('gives only what is in force, and nothing of it is left out', () => {
    fc.assert(
      fc.property(anyDay, (on) => {
        const ids = book.thresholds({ on }).map((rule) => rule.id)
        const expected = book.rules.filter((r) => r.kind === 'threshold' && r.role === 'offence' && inForce(r, on))
        expect(ids.toSorted()).toEqual(expected.map((r) => r.id).toSorted())
      }),
    )
  })

  it('orders the versions of a series by their first day', () => {
    expect(book.series('217.works.copies.base').map((rule) => rule.id)).toEqual(['T04-217-c', 'T07-217-c', 'T25-217-c'])
    expect(book.series('no.such.series')).toEqual([])
  })

  it('includes both the first and the last day', () => {
    const copies = (on: string) =>
      book.thresholds({ offence: '217', on }).find((rule) => rule.series === '217.works.copies.base')?.id
    expect(['2004-12-21', '2004-12-22', '2007-04-04', '2007-04-05', '2025-04-25', '2025-04-26'].map(copies)).toEqual([
      undefined,
      'T04-217-c',
      'T04-217-c',
      'T07-217-c',
      'T07-217-c',
      'T25-217-c',
    ])
  })

  it('gives the elements of the day; article 225 needs its variant', () => {
    expect(book.elementsOf('213', '2021-02-28')?.limitation.aggravated).toBe(10)
    expect(book.elementsOf('213', '2021-03-01')?.limitation.aggravated).toBe(15)
    expect(book.elementsOf('225', '2020-01-01')).toBeUndefined()
    expect(book.elementsOf('225', '2020-01-01', 'tobacco')?.article).toContain('二百二十五')
  })

  it('finds terms by duty, day and nature', () => {
    const days = book.terms({ dutyGroup: 'police_filing_decision', on: '2020-09-01', nature: 'duty' })
    expect(days.map((t) => t.id)).toContain('DPS-180-1')
    expect(book.terms({ dutyGroup: 'police_filing_decision', on: '2020-08-31' }).map((t) => t.id)).not.toContain(
      'DPS-180-1',
    )
  })
})

describe('the digest', () => {
  const data = readData()

  it('is the same for the same law', () => {
    expect(buildRulebook(readData()).digest).toBe(book.digest)
  })

  it('changes with any figure, and not with the wording of a caution', () => {
    const rules = data.rules.map((r) => (r.id === 'D310-08' && 'duration' in r ? { ...r, note: 'other' } : r))
    expect(buildRulebook({ ...data, rules }).digest).not.toBe(book.digest)
    const cautions = data.cautions.map((c) => ({ ...c, en: 'other' }))
    expect(buildRulebook({ ...data, cautions }).digest).toBe(book.digest)
  })
})

describe('malformed data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rulebook-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is refused with the rule and the field that is wrong, all of them', () => {
    cpSync(fileURLToPath(new URL('../data/', import.meta.url)), folder, { recursive: true })
    const file = join(folder, 'thresholds/214.json')
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replace('"value": 25000000', '"value": 250000.5').replace('"tier": "base"', '"tier": "bas"'),
    )
    expect(() => readData(folder)).toThrow(/figure[\s\S]*tier|tier[\s\S]*figure/)
  })
})
