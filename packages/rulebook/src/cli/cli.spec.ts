import { LedgerError } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { loadRulebook } from '../register.ts'
import { isTerm, isThreshold } from '../rule.ts'
import { explainRule, explanationText } from './explain.ts'
import { rulesList, rulesListText } from './list.ts'
import { displayWidth } from './text-lines.ts'

const book = loadRulebook()

describe('rules list', () => {
  const list = rulesList(book)

  it('counts what there is and what can be computed', () => {
    expect(list.total).toBe(600)
    expect(list.confirmed).toEqual({ yes: 546, no: 54 })
    expect(list.terms).toEqual({ all: 244, withNumber: 129, computable: 10 })
    expect(list.limbs).toEqual({ all: 194, computable: 137 })
  })

  it('accounts for every limb and term: computable, or listed with a reason', () => {
    const listed = (what: 'limb' | 'term') => list.notComputable.filter((n) => n.what === what).flatMap((n) => n.rules)
    expect(new Set(listed('limb')).size + list.limbs.computable).toBe(list.limbs.all)
    expect(new Set(listed('term')).size + list.terms.computable).toBe(list.terms.all)
    expect(list.notComputable.every((n) => n.zh !== '' && n.en !== '')).toBe(true)
  })

  it('names every rule it does not compute, in the text too', () => {
    const text = rulesListText(list)
    for (const id of list.notComputable.flatMap((n) => n.rules)) expect(text).toContain(id)
  })
})

describe('rules explain', () => {
  it('shows which version came before and which after', () => {
    const explanation = explainRule(book, 'T07-217-c')
    expect([explanation.before, explanation.after]).toEqual(['T04-217-c', 'T25-217-c'])
  })

  it('shows instrument, article, dates, source level and measure, Chinese and English', () => {
    const text = explanationText(explainRule(book, 'T04-213-t1'))
    for (const part of [
      '法释〔2004〕19号',
      '第1条第1款(1)',
      '2004-12-22',
      '2025-04-25',
      '50,000元以上',
      'CNY 50,000 or more',
    ])
      expect(text).toContain(part)
  })

  it('says of an unconfirmed rule that it leads to `possible` at most', () => {
    expect(explanationText(explainRule(book, 'T25-215-n1'))).toContain('`possible` at most')
    expect(explanationText(explainRule(book, 'T04-215-n1'))).not.toContain('`possible` at most')
  })

  it('warns of what a reader of this rule gets wrong', () => {
    const keys = (id: string) => explainRule(book, id).cautions.map((c) => c.key)
    expect(keys('DPAT-68')).toEqual(['patent_bracket'])
    expect(keys('NTH-214-gap')).toContain('article_before_figures')
    expect(keys('NTH-LIM-213-old-agg')).toContain('limitation_before_2021')
    expect(keys('D310-05-1')).toContain('at_once')
    expect(keys('T04-216-t')).toEqual([])
  })

  it('gives the other rules of a term’s duty, which share one clock', () => {
    expect(explainRule(book, 'D310-08').sameDuty).toContain('DPS-180-1')
  })

  it('refuses an unknown id and names the nearest ones', () => {
    const attempt = () => explainRule(book, 'T04-213-t9')
    expect(attempt).toThrow(LedgerError)
    expect(attempt).toThrow(/rules\.unknown_rule.*T04-213-t1/)
  })

  it('explains every rule, and marks a line only where there is a number', () => {
    for (const rule of book.rules) {
      const { measures } = explainRule(book, rule.id)
      const numbered = isTerm(rule)
        ? rule.duration || rule.candidates
        : isThreshold(rule)
          ? rule.figure || rule.candidates || rule.multiple || rule.alternatives || rule.allOf
          : rule.within || rule.multiple
      expect([rule.id, measures.en === 'no number']).toEqual([rule.id, !numbered])
    }
  })
})

describe('text for terminals', () => {
  it('counts Chinese as two columns', () => {
    expect(displayWidth('规则 rule')).toBe(9)
  })
})
