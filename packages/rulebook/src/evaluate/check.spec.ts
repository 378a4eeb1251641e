import { LedgerError } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { checkFile } from './check.ts'
import { CODES, describeCode } from './codes.ts'
import { rulebook, SUBJECT, TODAY } from './testing.ts'

const file = {
  matter: 'M1',
  sheets: [
    {
      subject: SUBJECT,
      right: 'goods_mark',
      roles: ['seller'],
      amounts: [{ basis: 'sales', value: 14_000_000, bound: 'about' }],
      conduct: { to: { value: '2018-07', precision: 'month' } },
    },
  ],
}

describe('facts from a file', () => {
  it('are judged without a ledger', () => {
    const rows = checkFile(file, rulebook, { today: TODAY })
    expect(rows.map((r) => [r.offence, r.question, r.verdict])).toEqual([
      ['214', 'at-decision', 'met'],
      ['214', 'today', 'met'],
    ])
  })
  it('name every field that does not fit', () => {
    const wrong = { ...file, sheets: [{ ...file.sheets[0], right: 'moon', roles: ['king'] }] }
    try {
      checkFile(wrong, rulebook, { today: TODAY })
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(LedgerError)
      const { code, problems } = error as LedgerError
      expect(code).toBe('input.malformed')
      expect(problems.map((p) => p.field)).toEqual(['sheets.0.right', 'sheets.0.roles.0'])
    }
  })
})

describe('the words for codes', () => {
  it('are Chinese and English for every one', () => {
    for (const [code, { zh, en }] of Object.entries(CODES)) {
      expect(zh, code).toMatch(/\p{Script=Han}/u)
      expect(en, code).toMatch(/^[^\p{Script=Han}]+$/u)
    }
  })
  it('word an element as its offence does', () => {
    expect(describeCode('element.knowing', rulebook, '214')).toEqual({ zh: '要件：明知', en: 'element: knowledge' })
    expect(describeCode('element.act', rulebook, '215').en).toMatch(/labels/)
  })
})
