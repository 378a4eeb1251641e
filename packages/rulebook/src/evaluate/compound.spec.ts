import type { Basis } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { at, judged, rowFor, sheet, yuan } from './testing.ts'

const limbOf = (rule: string, right: 'copyright' | 'goods_mark', day: string, figures: [Basis, number][]) =>
  rowFor(
    judged(
      sheet({
        right,
        roles: right === 'copyright' ? ['network_disseminator'] : ['maker'],
        marks: 1,
        amounts: figures.map(([basis, value]) => ({ basis, value })),
        conduct: { to: at(day) },
      }),
      { decidedAt: at(day) },
    ),
    right === 'copyright' ? '217' : '213',
    'at-decision',
  ).limbs.find((l) => l.rule === rule)

describe('two limbs each at half their line', () => {
  const half = (clicks: number, members: number, day = '2019-06-01') =>
    limbOf('T11-217-h', 'copyright', day, [
      ['clicks', clicks],
      ['members', members],
      ['works', 0],
      ['illegal_business', 0],
    ])?.verdict
  it.each([
    [25_000, 500, 'met'],
    [24_999, 500, 'not_met'],
    [49_999, 499, 'not_met'],
  ])('%d clicks and %d members', (clicks, members, verdict) => expect(half(clicks, members)).toBe(verdict))
  it('one limb twice is not two, and an unstated one may be the second', () => {
    expect(half(90_000, 0)).toBe('not_met')
    expect(limbOf('T11-217-h', 'copyright', '2019-06-01', [['clicks', 30_000]])?.verdict).toBe('possible')
  })
  it('the version of 2025 was not read', () => {
    const figures: [Basis, number][] = [
      ['clicks', 90_000],
      ['members', 900],
    ]
    expect(limbOf('T25-217-h', 'copyright', '2025-06-01', figures)?.verdict).toBe('possible')
  })
})

describe('a multiple of any base line', () => {
  it.each([
    [5_000, 'met'],
    [4_999, 'near'],
    [3_999, 'not_met'],
  ])('online: five times, %d members', (members, verdict) => {
    const figures: [Basis, number][] = [
      ['members', members],
      ['clicks', 0],
      ['works', 0],
      ['illegal_business', 0],
    ]
    expect(limbOf('T11-217-X', 'copyright', '2019-06-01', figures)?.verdict).toBe(verdict)
  })
  it.each([
    [500_000, 'met'],
    [499_999, 'near'],
    [399_999, 'not_met'],
  ])('marks since 2025: ten times, %d yuan', (turnover, verdict) => {
    const figures: [Basis, number][] = [
      ['illegal_business', yuan(turnover)],
      ['illegal_income', 0],
    ]
    expect(limbOf('T25-213-X', 'goods_mark', '2025-06-01', figures)?.verdict).toBe(verdict)
  })
})
