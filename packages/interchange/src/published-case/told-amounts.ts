import type { Amount } from '@case-ledger/contracts'
import type { Prose } from './prose.ts'
import type { PublishedCase } from './schema.ts'

/** 1 条 of cigarettes = 10 包 of 20 支. */
export const STICKS_PER_CARTON = 200
const CARTONS = /(?<![\d.])(\d{1,9}(?:\.\d+)?)(余|多)?(万)?(余|多)?条/g
const NO_INCOME = /违法所得为(?:零|0元)|获利为零|无违法所得|没有违法所得|未获利/
/**
 * The bracket of Trademark Law art. 60(2) the agency applied: `按不足五万元…档` says that it found less, in words; one fen below is
 * the most that may be.
 */
const BELOW_BRACKET = /按[^，。]{0,4}不足(?:五|5)万元/
const BELOW_50000_YUAN = 4_999_999

const plain = { valuation: 'unknown' } as const

const sticksIn = (file: PublishedCase, prose: Prose): Amount[] => {
  if (!/烟/.test(file.goods ?? '') && !file.outcome_tags.includes('tobacco')) return []
  const counts = [...prose.told.matchAll(CARTONS)].map(([, digits, , unit]) => Number(digits) * (unit ? 10_000 : 1))
  const pieces = file.amounts.pieces
  if (typeof pieces === 'number' && counts.includes(pieces))
    return [{ basis: 'sticks', value: pieces * STICKS_PER_CARTON, bound: 'exact', ...plain }]
  const most = Math.max(0, ...counts)
  return most > 0 ? [{ basis: 'sticks', value: Math.round(most * STICKS_PER_CARTON), bound: 'at_least', ...plain }] : []
}

/** Figures that stand in the words of a case only. */
export const toldAmounts = (file: PublishedCase, prose: Prose): Amount[] => {
  const statements = [
    prose.told,
    ...prose.noted,
    ...(file.note ?? '').split(/[。；;]/).filter((part) => BELOW_BRACKET.test(part)),
  ]
  const says = (words: RegExp) => statements.some((part) => words.test(part))
  return [
    ...sticksIn(file, prose),
    ...(says(NO_INCOME) ? [{ basis: 'illegal_income', value: 0, bound: 'exact', ...plain } as const] : []),
    ...(says(BELOW_BRACKET) && !says(/超过[^，。]{0,3}不足/)
      ? [{ basis: 'illegal_business', value: BELOW_50000_YUAN, bound: 'at_most', ...plain } as const]
      : []),
  ]
}
