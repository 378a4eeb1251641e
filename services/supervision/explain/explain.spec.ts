import { readdirSync, readFileSync } from 'node:fs'
import type { FindingRaised } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { nonTransfer } from '../families/non-transfer.ts'
import { assessed, lookAt } from '../families/testing.ts'
import { filed, fileOf, found, penalised } from '../file/testing.ts'
import { FAMILY_CODES } from './codes.ts'
import { explain } from './explain.ts'
import { dateZh, percent, yuan } from './format.ts'
import { gistOf } from './gist.ts'
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
  const { zh, en, points, gist } = explain(findingOf(), () => '某公司', words, code)
  it('says who, what was decided, which number against which dated rule, and the arithmetic', () => {
    for (const part of [
      '待核实',
      '某公司',
      '2018年6月1日',
      '650,000元',
      '销售金额140,000元',
      '标准50,000元',
      '280%',
      '规则T04-214-s',
      '2018年7月9日有效的规定',
    ])
      expect(zh).toContain(part)
    for (const part of ['To verify', '650,000 yuan', '280%', 'rule T04-214-s']) expect(en).toContain(part)
  })
  it('says how far was searched, what is missing, what speaks against, what would clear it', () => {
    for (const part of ['截至2026年11月24日', '第12号', '尚缺', '反证', '可据以消除', '移送书及回执'])
      expect(zh).toContain(part)
  })
  it('also comes as whole sentences, one a point, and as one short line', () => {
    expect(points.map((p) => p.zh)).toEqual([
      expect.stringMatching(/^某市场监督管理局于2018年6月1日作出行政处罚决定.*。$/),
      expect.stringMatching(/^就销售假冒注册商标的商品罪.*280%.*。$/),
      '未见移送公安机关的记录。',
    ])
    for (const { zh: sentence } of points) expect(zh).toContain(sentence)
    expect(gist).toBe('2018年6月1日罚款650,000元；销售金额140,000元，为标准的280%；未见移送记录')
  })
  it('says whom to ask for what is missing', () => {
    expect(zh).toMatch(/尚缺：.*amount\.unsold_value。调取对象：处罚机关（账册/)
    expect(zh).toContain('尚缺：是否曾移送。调取对象：处罚机关、公安机关')
  })
  it('names a body that the source leaves unnamed as one to verify, and knows no date it was not given', () => {
    const [suspicion] = nonTransfer.look(
      lookAt(fileOf(filed(), found(), { ...penalised(undefined), agency: '未述行政机关' }), [
        assessed({ lawAt: null }),
      ]),
    )
    const { zh: undated } = explain(findingOf({ reasons: suspicion?.reasons ?? [] }), () => '某公司', words, code)
    expect(undated).toContain('行政机关（名称待核）作出行政处罚决定（日期待核，文号待核')
    expect(undated).toContain('行为时间待核，适用哪一版本待核')
    expect(undated).not.toMatch(/未述|按待核|于待核/)
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
  it('have a short form of every reason but those the sheet alone shows', () => {
    const without = Object.keys(REASONS).filter((c) => gistOf([{ code: c, values: {} }]) === '')
    expect(without.filter((c) => !c.startsWith('flag.'))).toEqual(['elements', 'limitation'])
    expect(gistOf([{ code: 'unheard_of', values: {} }])).toBe('')
  })
  it('have words for every code of missing, against and clearing facts', () => {
    const lists = [...sources.matchAll(/(?:missing|against|clearedBy): \[([^\]]*)\]/g)].map((m) => m[1]).join(',')
    const given = [...lists.matchAll(/'([a-z_.]+)'/g)].map((m) => m[1])
    expect(given.length).toBeGreaterThan(10)
    expect(given.filter((c) => c && !(c in FAMILY_CODES))).toEqual([])
  })
})

describe('dates for letters', () => {
  it('keep their precision, and an instant is a day in Shanghai', () => {
    expect(['2018-07-09', '2018-07', '2018', '2018-07-08T20:00:00Z'].map(dateZh)).toEqual([
      '2018年7月9日',
      '2018年7月',
      '2018年',
      '2018年7月9日',
    ])
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
