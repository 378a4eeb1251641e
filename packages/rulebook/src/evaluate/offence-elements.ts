import { allOf, type FactSheet, type GoodsKind, type Tri, type Verdict } from '@case-ledger/contracts'
import type { Rulebook } from '../register.ts'
import { type AnyCode, elementCode } from './codes.ts'

/** The number itself is one of the elements 情节严重; it follows the verdict. */
const NUMBER_KEYS = ['grave', 'loss', 'sales']
/** Natural persons and units alike commit these offences (Criminal Law art. 150, 220, 231). */
const ALWAYS = ['subject']

/** Article 225 has its elements by what is traded; of other goods the texts in hand say nothing. */
const VARIANTS: Partial<Record<GoodsKind, string>> = { tobacco: 'tobacco', drug: 'medicine' }
const variantOf = (offence: string, sheets: readonly FactSheet[]): string | undefined =>
  offence === '225' ? sheets.map((s) => VARIANTS[s.goodsKind]).find((v) => v !== undefined) : undefined

const statedOf = (sheets: readonly FactSheet[], key: string): Tri => {
  const said = sheets.flatMap((s) => s.elements[key] ?? [])
  return said.includes('yes') ? 'yes' : said.includes('no') ? 'no' : 'unknown'
}

/** Goods counterfeit in the sense of article 213 are all of these together (elements of 214). */
const COUNTERFEIT = ['registered_mark', 'no_licence', 'same_goods', 'identical_mark']

/** What follows from other facts on the sheet: stated sales show the sale, the marks show the goods. */
const inferred = (sheets: readonly FactSheet[], key: string): Tri => {
  if (key === 'counterfeit_goods') return allOf(COUNTERFEIT.map((part) => statedOf(sheets, part)))
  const sold = sheets.some((s) => s.amounts.some((a) => a.basis === 'sales' && a.value > 0 && a.bound !== 'at_most'))
  return key === 'sale' && sold ? 'yes' : 'unknown'
}

const NUMBER: Record<Verdict, Tri> = {
  met: 'yes',
  near: 'unknown',
  possible: 'unknown',
  not_met: 'no',
  none: 'unknown',
}

/**
 * The elements 构成要件 of the offence on that day, each known or not. What the deciding body cited is evidence beside them, never
 * an answer; a judgment of guilt answers them all.
 */
export const elementsOf = (
  rulebook: Rulebook,
  offence: string,
  on: string,
  sheets: readonly FactSheet[],
  verdict: Verdict,
  settled: 'judgment' | 'acquittal' | undefined,
): Record<string, Tri> => {
  const version = rulebook.elementsOf(offence, on, variantOf(offence, sheets))
  const answer = (key: string): Tri => {
    if (settled === 'judgment' || ALWAYS.includes(key)) return 'yes'
    const said = statedOf(sheets, key)
    if (said !== 'unknown') return said
    return NUMBER_KEYS.includes(key) ? NUMBER[verdict] : inferred(sheets, key)
  }
  return Object.fromEntries((version?.elements ?? []).map(({ key }) => [key, answer(key)]))
}

export const openElements = (elements: Record<string, Tri>): readonly AnyCode[] =>
  Object.entries(elements)
    .filter(([key, tri]) => tri === 'unknown' && !NUMBER_KEYS.includes(key))
    .map(([key]) => elementCode(key))

export const absentElements = (elements: Record<string, Tri>): readonly AnyCode[] =>
  Object.entries(elements)
    .filter(([key, tri]) => tri === 'no' && !NUMBER_KEYS.includes(key))
    .map(([key]) => elementCode(key))
