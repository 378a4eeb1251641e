import { type Amount, type Assessment, type FactSheet, STATUTORY_BASES, VERDICTS } from '@case-ledger/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODES, describeCode } from './codes.ts'
import { at, judged, rulebook, sheet, subjectNo } from './testing.ts'

const RUNS = { numRuns: 100 }
const rank = (row: Assessment | undefined): number => (row === undefined ? -1 : VERDICTS.indexOf(row.verdict))
const keyOf = (row: Assessment): string => `${row.subject} ${row.offence} ${row.question}`

const days = fc
  .date({ min: new Date('2003-01-01'), max: new Date('2026-06-30'), noInvalidDate: true })
  .map((d) => at(d.toISOString().slice(0, 10)))
const value = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 60_000_000 }))
const figure = fc.record({
  basis: fc.constantFrom(...STATUTORY_BASES),
  value,
  bound: fc.constantFrom('exact' as const, 'at_least' as const),
  valuation: fc.constant('unknown' as const),
})
const uniqueFigures = (least: number) =>
  fc.uniqueArray(figure, { selector: (a) => a.basis, minLength: least, maxLength: 4 }) as fc.Arbitrary<Amount[]>

const sheets = (least = 0): fc.Arbitrary<FactSheet> =>
  fc
    .record({
      right: fc.constantFrom('goods_mark', 'service_mark', 'copyright', 'patent', 'trade_secret', 'none', undefined),
      goodsKind: fc.constantFrom('general', 'general', 'tobacco', 'seed', 'drug', 'food'),
      roles: fc.subarray(['maker', 'seller', 'label_maker', 'label_seller', 'copier', 'copy_seller', 'exporter'], {
        maxLength: 2,
      }),
      marks: fc.constantFrom(1, 2, undefined),
      online: fc.constantFrom(true, false, undefined),
      amounts: uniqueFigures(least),
      from: fc.option(days, { nil: undefined }),
      to: fc.option(days, { nil: undefined }),
      prior: fc.option(days, { nil: undefined }),
      subject: fc.integer({ min: 1, max: 2 }).map(subjectNo),
    })
    .map(({ from, to, prior, ...rest }) =>
      sheet({
        ...(Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined)) as object),
        conduct: { ...(from && { from }), ...(to && { to }) },
        priors: prior ? [{ kind: 'administrative', document: '处罚决定书', at: prior }] : [],
      }),
    )

const rowsByKey = (input: FactSheet | readonly FactSheet[]) => new Map(judged(input).map((row) => [keyOf(row), row]))

describe('what holds of every judgement', () => {
  it('more of anything never lowers a verdict', () => {
    fc.assert(
      fc.property(sheets(1), fc.nat(3), fc.integer({ min: 1, max: 40_000_000 }), (one, which, more) => {
        const grown = one.amounts.map((a, i) =>
          i === which % one.amounts.length ? { ...a, value: a.value + more } : a,
        )
        const before = rowsByKey(one)
        for (const [key, row] of rowsByKey({ ...one, amounts: grown }))
          expect(rank(row), key).toBeGreaterThanOrEqual(rank(before.get(key)))
      }),
      RUNS,
    )
  })

  it('a further figure never takes back what was met', () => {
    fc.assert(
      fc.property(sheets(1), figure as fc.Arbitrary<Amount>, (one, extra) => {
        const bases = one.amounts.map((a) => a.basis)
        // turnover less stock already gives the sales; a second figure for them could only contradict it
        const given = bases.includes('illegal_business') && bases.includes('unsold_value')
        fc.pre(!bases.includes(extra.basis) && !(given && extra.basis === 'sales'))
        const after = rowsByKey({ ...one, amounts: [...one.amounts, extra] })
        for (const [key, row] of rowsByKey(one))
          if (row.verdict === 'met') expect(after.get(key)?.verdict, key).toBe('met')
      }),
      RUNS,
    )
  })

  it('the order of the sheets is irrelevant', () => {
    fc.assert(
      fc.property(fc.array(sheets(), { minLength: 2, maxLength: 4 }), (all) => {
        const plain = (rows: Assessment[]) =>
          rows.map((r) => [keyOf(r), r.verdict, r.rule, [...r.missing].sort(), [...r.against].sort()])
        expect(plain(judged(all.toReversed()))).toEqual(plain(judged(all)))
      }),
      RUNS,
    )
  })

  it('figures without a statutory basis never make more than possible', () => {
    fc.assert(
      fc.property(sheets(), fc.integer({ min: 0, max: 10 ** 12 }), (one, big) => {
        const amounts = (['case_value', 'goods_value', 'pieces', 'cost', 'compensation'] as const).map((basis) => ({
          basis,
          value: big,
          bound: 'exact' as const,
          valuation: 'unknown' as const,
        }))
        for (const row of judged({ ...one, amounts })) expect(['none', 'not_met', 'possible']).toContain(row.verdict)
      }),
      RUNS,
    )
  })

  it('above possible there is a confirmed rule, a figure, and nothing open of role, right or law', () => {
    fc.assert(
      fc.property(sheets(), (one) => {
        for (const row of judged(one).filter((r) => r.verdict === 'met' || r.verdict === 'near')) {
          expect(row.confirmed).toBe(true)
          expect(row.measured).not.toBeNull()
          expect(row.missing.filter((code) => ['role', 'right', 'law.gap', 'rule.unconfirmed'].includes(code))).toEqual(
            [],
          )
        }
      }),
      RUNS,
    )
  })

  it('an open role says no more than the role itself would', () => {
    fc.assert(
      fc.property(sheets(1), (one) => {
        const open = rowsByKey({ ...one, right: 'goods_mark', roles: [] })
        const known = rowsByKey({ ...one, right: 'goods_mark', roles: ['maker', 'seller'] })
        for (const offence of ['213', '214'])
          for (const question of ['today', 'at-decision'])
            expect(rank(open.get(`${one.subject} ${offence} ${question}`))).toBe(
              Math.min(rank(known.get(`${one.subject} ${offence} ${question}`)), VERDICTS.indexOf('possible')),
            )
      }),
      RUNS,
    )
  })

  it('every code has a text in both languages', () => {
    fc.assert(
      fc.property(sheets(), (one) => {
        for (const row of judged(one))
          for (const code of [
            ...row.missing,
            ...row.against,
            ...(row.support ?? []),
            ...row.limbs.flatMap((l) => l.why),
          ]) {
            const text = describeCode(code, rulebook, row.offence)
            expect(code in CODES || text.zh.startsWith('要件：'), code).toBe(true)
          }
      }),
      RUNS,
    )
  })
})
