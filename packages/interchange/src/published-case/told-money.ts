import type { Amount, Basis } from '@case-ledger/contracts'
import type { Prose } from './prose.ts'
import type { PublishedCase } from './schema.ts'

/** What a sum of money in a step measures, by the words before it; the first that fits counts. */
const WORDS: readonly (readonly [Basis, string])[] = [
  ['unsold_value', '未销?售[^，。；\\d]{0,8}(?:货值|价值|金额)(?:金额)?'],
  ['sales', '(?:销售|售出|售卖)(?:的)?(?:总)?(?:金额|额|收入|价款)'],
  ['illegal_business', '(?:非法|违法|侵权)经营(?:数额|金额|额)'],
  ['illegal_income', '违法所得(?:数额)?|非法获利|获利'],
  ['goods_value', '货值(?:金额)?'],
  ['case_value', '案值|涉案(?:金额|价值)'],
]
const SUM =
  '(?:共计?|合计|累计|达到?|高达|为|约|近|逾|超过?|至少)*(\\d[\\d,]{0,11}(?:\\.\\d+)?)(余|多)?(亿|万)?(余|多)?元(以上)?'
/** A clause about somebody else, or one that says what the sum is not. */
const OTHERS = /^(?:下家|上家|上线|下线|另案|其中)|不足|未达|未超|不到|低于|以下|均超/
const UNITS: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }

/**
 * Sums of money that stand in the steps only, where the case gives no figure of money at all. A measure of which the steps name
 * two different sums is left out: whose or what they are does not show.
 */
export const toldMoney = (file: PublishedCase, prose: Prose): Amount[] => {
  if (Object.keys(file.amounts).some((key) => key.includes('_cny'))) return []
  const told = prose.statements.filter((sentence) => !prose.noted.includes(sentence))
  const clauses = told.flatMap((sentence) => sentence.split('，')).filter((clause) => !OTHERS.test(clause))
  return WORDS.flatMap(([basis, words]): Amount[] => {
    const found = clauses.flatMap((clause) => [...clause.matchAll(new RegExp(`(?<!未)(?:${words})${SUM}`, 'g'))])
    const sums = new Set(
      found.map(([, digits, , unit]) => Number(digits?.replaceAll(',', '')) * (UNITS[unit ?? ''] ?? 1)),
    )
    const [sum] = sums
    if (sums.size !== 1 || sum === undefined) return []
    const more = found.some(([whole, , before, , after, above]) => before || after || above || /超|逾|至少/.test(whole))
    const about = found.some(([whole]) => /约|近/.test(whole))
    return [
      {
        basis,
        value: Math.round(sum * 100),
        bound: more ? 'at_least' : about ? 'about' : 'exact',
        valuation: 'unknown',
      },
    ]
  })
}
