import type { Amount, Basis, Right } from '@case-ledger/contracts'
import { lookup } from '../lookup.ts'
import { boundIn } from './bounds.ts'
import type { Prose } from './prose.ts'
import type { PublishedCase } from './schema.ts'
import { STICKS_PER_CARTON, toldAmounts } from './told-amounts.ts'
import { toldMoney } from './told-money.ts'
import type { MappingWarning } from './warning.ts'

/** Field name (without `_cny` and stage) → what it measures. Money fields end in `_cny`. */
const FIELDS: Record<string, Basis> = {
  sales: 'sales',
  illegal_business: 'illegal_business',
  turnover: 'illegal_business',
  illegal_income: 'illegal_income',
  goods_value_unsold: 'unsold_value',
  unsold_value: 'unsold_value',
  goods_value: 'goods_value',
  case_value: 'case_value',
  economic_loss: 'loss',
  loss: 'loss',
  cost: 'cost',
  purchase_cost: 'cost',
  compensation_paid: 'compensation',
  compensation: 'compensation',
  civil_damages: 'compensation',
  labels: 'labels',
  pieces: 'pieces',
  pieces_unsold: 'pieces',
  copies: 'copies',
  works: 'works',
  videos: 'works',
  short_dramas: 'works',
  members: 'members',
  players: 'members',
  clicks: 'clicks',
  views: 'clicks',
  sticks: 'sticks',
  cartons: 'sticks',
}
/** `pieces_admin` was counted at the penalty, `sales_cny_investigation` by the police. */
const STAGES: Record<string, NonNullable<Amount['stage']>> = {
  filing: 'filing',
  admin: 'penalty',
  penalty: 'penalty',
  criminal: 'investigation',
  investigation: 'investigation',
}

export type CaseAmounts = { amounts: Amount[]; inferred: string[]; warnings: MappingWarning[] }

/** Name of a field without its unit and stage. */
const partsOf = (key: string) => {
  const plain = key.replace('_cny', '')
  const stage = Object.keys(STAGES).find((word) => plain.endsWith(`_${word}`) && lookup(FIELDS, plain) === undefined)
  const name = stage ? plain.slice(0, -stage.length - 1) : plain
  return { name, stage: stage && STAGES[stage], basis: lookup(FIELDS, name) }
}

/** What a key of `amounts` measures, `undefined` for an unknown one. */
export const basisOf = (key: string): Basis | undefined => partsOf(key).basis

const valuationOf = (basis: Basis, prose: Prose, customs: boolean): Amount['valuation'] => {
  if (!['unsold_value', 'goods_value', 'case_value'].includes(basis)) return 'unknown'
  if (/价格认定|价格鉴定|价格评估/.test(prose.told)) return 'appraised'
  if (/标值|标称价值/.test(prose.told + prose.noted.join())) return 'nominal'
  if (/市场中间价|正品价/.test(prose.told)) return 'genuine_price'
  return customs ? 'customs' : 'unknown'
}

/** The figures of a case with basis, bound and stage. Money in fen. Unknown fields are warned about and left out. */
export const amountsOf = (
  file: PublishedCase,
  prose: Prose,
  about: { right: Right | undefined; customs: boolean; heads: number | undefined },
): CaseAmounts => {
  const approx = Array.isArray(file.amounts.approx) ? file.amounts.approx : []
  const result: CaseAmounts = { amounts: [], inferred: [], warnings: [] }
  const stagesGiven = Object.keys(file.amounts).map((key) => partsOf(key))
  for (const [key, value] of Object.entries(file.amounts)) {
    if (key === 'approx' || value === undefined) continue
    const field = `amounts.${key}`
    const { name, basis, stage } = partsOf(key)
    if (basis === undefined || typeof value !== 'number') {
      result.warnings.push({ code: 'unknown_field', field })
      continue
    }
    const money = key.includes('_cny')
    const counted = Math.round(name === 'cartons' ? value * STICKS_PER_CARTON : value)
    const stated = boundIn(prose.told, value, money)
    // A video may be one part of a drama: with both counts given, the number of works lies between them.
    const parts = name === 'videos' && 'short_dramas' in file.amounts
    const bound = parts ? 'at_most' : (stated ?? (approx.includes(key) || name === 'players' ? 'about' : 'exact'))
    if (approx.includes(key)) result.inferred.push(field)
    // Where the agency's own count stands beside it, the other one is the investigation's.
    const stageOf =
      stage ??
      (stagesGiven.some((other) => other.name === name && other.stage === 'penalty') ? 'investigation' : undefined)
    result.amounts.push({
      basis: basis === 'pieces' && about.right === 'copyright' ? 'copies' : basis,
      // `不足` a sum is less than it
      value: (money ? Math.round(value * 100) : counted) - (stated === 'at_most' && value > 0 ? 1 : 0),
      bound,
      valuation: valuationOf(basis, prose, about.customs),
      ...(stageOf ? { stage: stageOf } : {}),
      ...(about.heads === undefined ? {} : { heads: about.heads }),
    })
  }
  for (const told of [...toldAmounts(file, prose), ...toldMoney(file, prose)])
    if (!result.amounts.some((a) => a.basis === told.basis)) {
      result.amounts.push({ ...told, ...(about.heads === undefined ? {} : { heads: about.heads }) })
      result.inferred.push(`sheet.amounts.${told.basis}`)
    }
  return result
}
