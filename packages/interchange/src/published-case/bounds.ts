import type { Amount } from '@case-ledger/contracts'

const UNITS: Record<string, number> = { 亿: 100_000_000, 万: 10_000, 千: 1000 }
const MONEY =
  /(不足|不到|未满|未达到?|低于|少于|超过?|逾|高达|至少|约|近|将近)?(\d+(?:\.\d+)?)(余|多)?(亿|万)?(余|多)?元(以上|左右)?/g
const COUNT =
  /(不足|不到|未满|未达到?|低于|少于|超过?|逾|至少|约|近|将近)?(\d+(?:\.\d+)?)(余|多)?(万|千)?(余|多)?[件册个箱桶瓶条部只卷枚套支名](以上|左右)?/g

const boundOf = (before: string | undefined, more: boolean, after: string | undefined): Amount['bound'] | undefined => {
  if (before !== undefined && /不|未|低|少/.test(before)) return 'at_most'
  if (more || after === '以上' || (before !== undefined && /超|逾|至少/.test(before))) return 'at_least'
  if (after === '左右' || (before !== undefined && /约|近/.test(before))) return 'about'
  return undefined
}

/**
 * How sure the source's own wording is of a figure: `10万余元`, `超10万元` at least, `不足5万元` at most (and less), `约3万元` about. Looked for by value, so that the
 * word belongs to that very figure; `undefined` when the text does not name it or says nothing.
 */
export const boundIn = (text: string, value: number, money: boolean): Amount['bound'] | undefined => {
  for (const [, before, digits, moreBefore, unit, moreAfter, after] of text.matchAll(money ? MONEY : COUNT)) {
    const named = Number(digits) * (UNITS[unit ?? ''] ?? 1)
    if (Math.abs(named - value) > 0.005) continue
    const bound = boundOf(before, moreBefore !== undefined || moreAfter !== undefined, after)
    if (bound) return bound
  }
  return undefined
}
