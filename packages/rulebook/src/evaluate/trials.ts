import type { FactSheet, GoodsKind, Right, Role } from '@case-ledger/contracts'
import { type AnyCode, codesIf } from './codes.ts'

/** One offence to be tried on one sheet, and what keeps it from more than `possible`. */
export type Trial = { offence: string; sheet: FactSheet; open: readonly AnyCode[] }

type Row = {
  offence: string
  /** Roles that commit it; left out = any. With none of them known it is tried, and stays open. */
  roles?: readonly Role[]
  /** Tried only where the sheet has a figure of these bases, or a role of `roles`. */
  onlyWith?: readonly FactSheet['amounts'][number]['basis'][]
}

const MARK_OFFENCES: readonly Row[] = [
  { offence: '213', roles: ['maker'] },
  { offence: '214', roles: ['seller'] },
  { offence: '215', roles: ['label_maker', 'label_seller'], onlyWith: ['labels'] },
]

/** Offences against each right, side by side. A right without a row has no offence of its own. */
const BY_RIGHT: Partial<Record<Right, readonly Row[]>> = {
  goods_mark: MARK_OFFENCES,
  service_mark: [{ offence: '213' }],
  copyright: [
    { offence: '217', roles: ['copier', 'network_disseminator', 'maker'] },
    { offence: '218', roles: ['copy_seller', 'seller'] },
  ],
  patent: [{ offence: '216' }],
  trade_secret: [{ offence: '219' }],
}

/** Offences that depend on the goods. Where a right is named, that the goods are also shoddy has to be shown first. */
const BY_GOODS: Record<GoodsKind, readonly Row[]> = {
  general: [{ offence: '140' }],
  tobacco: [{ offence: '140' }, { offence: '225' }],
  drug: [{ offence: '141' }, { offence: '142' }, { offence: '140' }],
  food: [{ offence: '143' }, { offence: '140' }],
  seed: [{ offence: '147' }, { offence: '140' }, { offence: '225' }],
  pesticide: [{ offence: '147' }, { offence: '140' }],
  fertiliser: [{ offence: '147' }, { offence: '140' }],
  cosmetics: [{ offence: '140' }],
  medical_device: [{ offence: '145' }, { offence: '140' }],
}

/** Goods whose counterfeit is tried as shoddy goods too (2001 interpretation art. 10, 2010 tobacco art. 5). */
const ALSO_SHODDY: Partial<Record<GoodsKind, readonly Row[]>> = {
  tobacco: BY_GOODS.tobacco,
  drug: [{ offence: '141' }, { offence: '140' }],
  seed: [{ offence: '147' }, { offence: '140' }],
  pesticide: [{ offence: '147' }, { offence: '140' }],
  fertiliser: [{ offence: '147' }, { offence: '140' }],
  medical_device: [{ offence: '140' }],
}

/** Fake goods of these kinds usually bear another's mark, so the mark offences are tried even where no right is named. */
const BEAR_MARKS: readonly GoodsKind[] = ['tobacco', 'drug']

/** Rights that no article of the Criminal Law protects as such (Seed Law art. 72, Olympic symbols art. 12, 反不正当竞争法 18). */
const NO_OFFENCE = ['plant_variety', 'geographical_indication', 'special_mark', 'unfair_competition'] as const

/** A missing object of the offence: there was no such mark or patent, or nobody passed anything off (mere patent infringement). */
const OBJECTS = {
  goods_mark: ['registered_mark'],
  service_mark: ['registered_mark'],
  patent: ['others_patent', 'passing_off'],
} as const

/** A right that stands in a row of its own, because no offence covers it here. */
export type Uncovered = (typeof NO_OFFENCE)[number] | keyof typeof OBJECTS
const unprotected = (right: Right): right is (typeof NO_OFFENCE)[number] =>
  (NO_OFFENCE as readonly Right[]).includes(right)
const hasObject = (right: Right): right is keyof typeof OBJECTS => Object.hasOwn(OBJECTS, right)

const says = (sheet: FactSheet, key: string, value: 'yes' | 'no') => sheet.elements[key] === value

const hasFigure = (sheet: FactSheet, row: Row) => sheet.amounts.some((a) => row.onlyWith?.includes(a.basis))

const tryRow = (sheet: FactSheet, row: Row, open: readonly AnyCode[]): Trial[] => {
  if (row.offence === '225' && says(sheet, 'no_permit', 'no')) return []
  const roleKnown = row.roles === undefined || sheet.roles.some((role) => row.roles?.includes(role))
  if (row.onlyWith && !roleKnown && !hasFigure(sheet, row)) return []
  if (!roleKnown && excluded(sheet, row)) return []
  // the figures of the goods are not those of labels that somebody may have made apart from them
  const own =
    row.onlyWith && !roleKnown
      ? { ...sheet, amounts: sheet.amounts.filter((a) => row.onlyWith?.includes(a.basis)) }
      : sheet
  return [{ offence: row.offence, sheet: own, open: [...open, ...codesIf(!roleKnown, 'role')] }]
}

/** One who is known only to have made or only to have sold is not tried for the other, save on figures of its own kind. */
const excluded = (sheet: FactSheet, row: Row): boolean =>
  !row.onlyWith &&
  row.offence !== '217' &&
  sheet.roles.length > 0 &&
  sheet.roles.every((role) => DECISIVE_ROLES.includes(role))
const DECISIVE_ROLES: readonly Role[] = ['maker', 'seller', 'label_maker', 'label_seller', 'copier', 'copy_seller']

/** The right that no offence covers here, if so: in itself, for want of the protected thing, or because the act was too early. */
export const uncovered = (sheet: FactSheet, serviceMarksSince: string, endHi: string): Uncovered | undefined => {
  const { right } = sheet
  if (right === undefined) return undefined
  if (unprotected(right)) return says(sheet, 'registered_mark', 'yes') ? undefined : right
  if (hasObject(right) && OBJECTS[right].some((key) => says(sheet, key, 'no'))) return right
  return right === 'service_mark' && endHi < serviceMarksSince ? right : undefined
}

/** Every offence a sheet may be, side by side: by its right, its goods and its roles. */
export const trialsOf = (sheet: FactSheet, covered: boolean): readonly Trial[] => {
  const { right, goodsKind } = sheet
  const shoddy: readonly AnyCode[] = says(sheet, 'product', 'yes') ? [] : ['element.product']
  const rows = (list: readonly Row[] | undefined, open: readonly AnyCode[]) =>
    (list ?? []).flatMap((row) => tryRow(sheet, row, open))
  if (!covered) {
    // a false origin may also make shoddy goods, but only figures can say so
    const figures = right === 'geographical_indication' && sheet.amounts.length > 0
    return figures || says(sheet, 'product', 'yes') ? rows(BY_GOODS[goodsKind], shoddy) : []
  }
  if (right === undefined) {
    const goods = goodsKind === 'general' ? [] : BY_GOODS[goodsKind]
    return [...rows(MARK_OFFENCES, ['right']), ...rows(goods, ['right'])]
  }
  if (right === 'none') {
    const marks = BEAR_MARKS.includes(goodsKind) ? MARK_OFFENCES : undefined
    return [...rows(BY_GOODS[goodsKind], []), ...rows(marks, ['right'])]
  }
  const own = unprotected(right) ? MARK_OFFENCES : BY_RIGHT[right]
  const foreign = says(sheet, 'foreign', 'yes') ? [{ offence: '219-1' }] : []
  return [...rows(own, []), ...rows(foreign, []), ...rows(ALSO_SHODDY[goodsKind], shoddy)]
}
