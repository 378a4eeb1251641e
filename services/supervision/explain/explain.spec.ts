import { readdirSync, readFileSync } from 'node:fs'
import type { FindingRaised } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { nonTransfer } from '../families/non-transfer.ts'
import { assessed, lookAt } from '../families/testing.ts'
import { filed, fileOf, found, penalised } from '../file/testing.ts'
import { FAMILY_CODES } from './codes.ts'
import { explain } from './explain.ts'
import { percent, yuan } from './format.ts'
import { REASONS, type Words } from './reasons.ts'

const words: Words = {
  cite: (id) => ({ zh: `规则${id}`, en: `rule ${id}` }),
  element: (key) => ({ zh: `要件${key}`, en: key }),
}
const code = (c: string) => FAMILY_CODES[c] ?? { zh: `码${c}`, en: c }

const findingOf = (more: Partial<FindingRaised> = {}): FindingRaised => {
  const [suspicion] = nonTransfer.look(
    lookAt(fileOf(filed(), found(), penalised('2018-06-01')), [assessed({ missing: ['amount.unsold_value'] })]),
  )
  if (!suspicion) throw new Error('nothing raised')
  return {
    ...suspicion,
    finding: 'F-1',
    matter: 'M1',
    rulebookDigest: 'r',
    evaluator: 'e',
    factsHash: 'h',
    searched: { position: '12', day: '2026-11-24' },
    ...more,
  }
}

describe('an explanation', () => {
  const { zh, en } = explain(findingOf(), () => '某公司', words, code)
  it('says who, what was decided, which number against which dated rule, and the arithmetic', () => {
    for (const part of [
      '待核实',
      '某公司',
      '2018-06-01',
      '650,000元',
      '销售金额140,000元',
      '标准50,000元',
      '280%',
      '规则T04-214-s',
      '2018-07-09',
    ])
      expect(zh).toContain(part)
    for (const part of ['To verify', '650,000 yuan', '280%', 'rule T04-214-s']) expect(en).toContain(part)
  })
  it('says how far was searched, what is missing, what speaks against, what would clear it', () => {
    for (const part of ['截至2026-11-24', '第12号', '尚缺', '反证', '可据以消除', '移送书及回执'])
      expect(zh).toContain(part)
  })
  it('never calls it a violation, and never says that nothing was transferred', () => {
    expect(zh).not.toMatch(/违法行为成立|没有移送|未移送/)
    expect(zh).toContain('未见移送公安机关的记录')
  })
  it('marks history as history', () => {
    expect(explain(findingOf({ history: true }), () => '某公司', words, code).zh).toContain('历史记录')
  })
})

describe('the tables of words', () => {
  const sources = readdirSync(new URL('../families/', import.meta.url))
    .filter((f) => !f.includes('spec') && !f.includes('testing'))
    .map((f) => readFileSync(new URL(`../families/${f}`, import.meta.url), 'utf8'))
    .join('\n')
  it('have a sentence for every reason the families give', () => {
    const given = [...sources.matchAll(/code: '([a-z_.]+)'/g)].map((m) => m[1])
    expect(given.length).toBeGreaterThan(8)
    expect(given.filter((c) => c && !(c in REASONS))).toEqual([])
  })
  it('have words for every code of missing, against and clearing facts', () => {
    const lists = [...sources.matchAll(/(?:missing|against|clearedBy): \[([^\]]*)\]/g)].map((m) => m[1]).join(',')
    const given = [...lists.matchAll(/'([a-z_.]+)'/g)].map((m) => m[1])
    expect(given.length).toBeGreaterThan(10)
    expect(given.filter((c) => c && !(c in FAMILY_CODES))).toEqual([])
  })
})

describe('figures for people', () => {
  it('shows fen as yuan', () => {
    expect([yuan(6_924_440), yuan(5_000_000), yuan(1)]).toEqual(['69,244.40', '50,000', '0.01'])
  })
  it('rounds a ratio down, so that below the line never reads as at the line', () => {
    expect([percent(4_999_999, 5_000_000), percent(5_000_000, 5_000_000)]).toEqual(['99%', '100%'])
  })
})
