import type { Basis, FactSheet, Question } from '@case-ledger/contracts'
import type { LimbBasis } from '../rule.ts'
import type { AnyCode } from './codes.ts'
import { stated } from './figures.ts'
import type { Options } from './options.ts'
import { atLeast, atMost, isUnknown, maxOf, type Range, sumOf, UNKNOWN } from './range.ts'

/** One sheet under one question, and the line it is held against (fen or count). */
export type Reading = { sheet: FactSheet; question: Question; line: number; options: Options }

const has = (sheet: FactSheet, ...bases: Basis[]): boolean => sheet.amounts.some((a) => bases.includes(a.basis))

const get = (r: Reading, basis: Basis): Range | undefined => stated(r.sheet, basis, r.question)

/** 货值、案值: the whole case's value where stated. It has no statutory basis of count, so it only ever bounds from above. */
const caseValue = (r: Reading): Range | undefined => {
  const values = [get(r, 'goods_value'), get(r, 'case_value')].flatMap((v) => v ?? [])
  return values.length > 0 ? maxOf(values) : undefined
}

/** What an unstated sum of money can be at most, from whatever else the file states. */
const softBound = (r: Reading): Range => {
  const value = caseValue(r)
  if (value) return atMost(value.hi * r.options.valueSlack, value, 'bound.stated_value')
  const income = get(r, 'illegal_income')
  if (income) return atMost(income.hi / r.options.leastMargin, income, 'bound.income')
  const copies = r.sheet.right === 'copyright' ? (get(r, 'copies') ?? get(r, 'pieces')) : undefined
  if (copies) return atMost(copies.hi * r.options.copyCeiling, copies, 'bound.pieces')
  const onlyLabels = r.sheet.amounts.every((a) => a.basis === 'labels') ? get(r, 'labels') : undefined
  return onlyLabels ? atMost(onlyLabels.hi * r.options.labelCeiling, onlyLabels, 'bound.pieces') : UNKNOWN
}

/** Turnover is what was sold and what was not: less the stock it leaves the sales 销售金额. */
const salesWithin = (business: Range, unsold: Range | undefined): Range => {
  const lo = unsold ? Math.max(0, business.lo - unsold.hi) : 0
  const bounded = atMost(business.hi, business, 'bound.business')
  return lo === 0 ? bounded : { ...bounded, lo, value: lo, amounts: [...business.amounts, ...(unsold?.amounts ?? [])] }
}

const sales = (r: Reading): Range => {
  const own = get(r, 'sales')
  const income = get(r, 'illegal_income')
  const business = get(r, 'illegal_business')
  const unsold = get(r, 'unsold_value')
  const smallStock = unsold && !caseValue(r) && unsold.hi < r.line * r.options.farBelow
  const base =
    own ??
    (business ? salesWithin(business, unsold) : undefined) ??
    (smallStock ? atMost(unsold.hi, unsold, 'assume.sales_of_stock_order') : softBound(r))
  // what one earned by selling was part of what one sold for
  return income ? atLeast(base, income, 'bound.income_in_sales') : base
}

/** Goods seized or kept unsold 未销售货值. Where sales are stated and nothing at all is said of goods, none were there. */
const unsold = (r: Reading): Range => {
  const own = get(r, 'unsold_value')
  if (own) return own
  const business = get(r, 'illegal_business')
  if (business) return atMost(business.hi, business, 'bound.business')
  const sold = get(r, 'sales')
  const pieces = get(r, 'pieces')
  // no piece was sold for more than all of them together
  if (sold && pieces) return atMost(pieces.hi * sold.hi, sold, 'bound.price_of_sold')
  if (sold && !has(r.sheet, 'goods_value', 'case_value', 'cost')) return atMost(0, sold, 'assume.no_stock_stated')
  return softBound(r)
}

const business = (r: Reading): Range => {
  const parts = [get(r, 'sales'), get(r, 'unsold_value')].flatMap((p) => p ?? [])
  const income = get(r, 'illegal_income')
  const own = get(r, 'illegal_business')
  const inside = [...(parts.length > 0 ? [sumOf(parts)] : []), ...(income ? [income] : [])]
  const whole = own ?? (parts.length > 0 ? sumOf([sales(r), unsold(r)]) : softBound(r))
  return inside.reduce((range, part) => atLeast(range, part, 'bound.part_of_business'), whole)
}

const soldPlusUnsold = (r: Reading): Range => {
  const own = get(r, 'illegal_business')
  const parts = sumOf([sales(r), unsold(r)])
  return own ? { ...own, lo: Math.max(own.lo, parts.lo) } : parts
}

const income = (r: Reading): Range => {
  const own = get(r, 'illegal_income')
  if (own) return own
  const value = has(r.sheet, 'sales', 'illegal_business', 'unsold_value') ? undefined : caseValue(r)
  // the margin is room enough: no slack of the value on top of it
  if (value) return atMost(value.hi * r.options.mostMargin, value, 'bound.stated_value')
  const sold = sales(r)
  return isUnknown(sold) ? UNKNOWN : atMost(sold.hi * r.options.mostMargin, sold, 'bound.income_of_sales')
}

const lossOrIncome = (r: Reading): Range => {
  const loss = get(r, 'loss')
  const gain = get(r, 'illegal_income')
  const silent = (other: Range | undefined): Range =>
    other && other.hi < r.line * r.options.farBelow ? atMost(other.hi, other, 'assume.same_order') : UNKNOWN
  return maxOf([loss ?? silent(gain), gain ?? silent(loss)])
}

/** Labels that were made, or sold. One who only sells has not sold what still lies there. */
const labels = (r: Reading): Range => {
  const own = get(r, 'labels')
  if (!own) return UNKNOWN
  return sellsLabelsOnly(r.sheet) ? { ...own, lo: 0, why: [...own.why, 'labels.sold_unknown'] } : own
}
const sellsLabelsOnly = (sheet: FactSheet): boolean =>
  sheet.roles.includes('label_seller') && !sheet.roles.includes('label_maker')

const labelsUnsold = (r: Reading): Range => {
  const own = get(r, 'labels')
  if (!own) return UNKNOWN
  return sellsLabelsOnly(r.sheet) ? own : atMost(own.hi, own, 'labels.sold_unknown')
}

const copies = (r: Reading): Range => {
  const own = get(r, 'copies')
  const pieces = get(r, 'pieces')
  return own ?? (pieces ? atMost(pieces.hi, pieces, 'bound.pieces') : UNKNOWN)
}

const copiesUnsold = (r: Reading): Range => {
  const range = copies(r)
  return isUnknown(range) ? UNKNOWN : atMost(range.hi, range, 'copies.sold_unknown')
}

const sticks = (r: Reading): Range => {
  const own = get(r, 'sticks')
  const value = business(r)
  if (own) return own
  return Number.isFinite(value.hi) ? atMost(value.hi / r.options.stickFloor, value, 'bound.stick_price') : UNKNOWN
}

const counted =
  (basis: Basis) =>
  (r: Reading): Range =>
    get(r, basis) ?? UNKNOWN

/** How each statutory measure is read from a sheet. A measure that is missing here counts nothing a sheet can state. */
export const MEASURES: Partial<Record<LimbBasis, (reading: Reading) => Range>> = {
  illegal_business: business,
  illegal_income: income,
  sales,
  unsold_value: unsold,
  sold_plus_unsold: soldPlusUnsold,
  production_sales: soldPlusUnsold,
  loss: counted('loss'),
  loss_or_income: lossOrIncome,
  labels,
  labels_unsold: labelsUnsold,
  copies,
  copies_unsold: copiesUnsold,
  works: counted('works'),
  clicks: counted('clicks'),
  members: counted('members'),
  downloads: () => UNKNOWN,
  sticks,
}

/** The facts that would fill a measure, as codes of what is missing. */
export const MISSING_OF: Partial<Record<LimbBasis, readonly AnyCode[]>> = {
  illegal_business: ['amount.illegal_business'],
  illegal_income: ['amount.illegal_income'],
  sales: ['amount.sales'],
  unsold_value: ['amount.unsold_value'],
  sold_plus_unsold: ['amount.sales', 'amount.unsold_value'],
  production_sales: ['amount.sales', 'amount.unsold_value'],
  loss: ['amount.loss'],
  loss_or_income: ['amount.loss', 'amount.illegal_income'],
  labels: ['amount.labels'],
  labels_unsold: ['amount.labels'],
  copies: ['amount.copies'],
  copies_unsold: ['amount.copies'],
  works: ['amount.works'],
  clicks: ['amount.clicks'],
  members: ['amount.members'],
  downloads: ['amount.downloads'],
  sticks: ['amount.sticks'],
}
