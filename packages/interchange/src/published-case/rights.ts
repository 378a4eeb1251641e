import type { FactSheet, Right } from '@case-ledger/contracts'
import { lookup } from '../lookup.ts'
import type { Charge } from './charges.ts'
import { type Prose, smallNumber } from './prose.ts'
import type { PublishedCase } from './schema.ts'

type GoodsKind = FactSheet['goodsKind']

const RIGHT_WORDS: Record<string, Right> = {
  trademark: 'goods_mark',
  goods_mark: 'goods_mark',
  certification_mark: 'goods_mark',
  collective_mark: 'goods_mark',
  service_mark: 'service_mark',
  patent: 'patent',
  copyright: 'copyright',
  software: 'copyright',
  trade_secret: 'trade_secret',
  gi: 'geographical_indication',
  geographical_indication: 'geographical_indication',
  special_mark: 'special_mark',
  olympic: 'special_mark',
  plant_variety: 'plant_variety',
  unfair_competition: 'unfair_competition',
  trade_name: 'unfair_competition',
  enterprise_name: 'unfair_competition',
  product_quality: 'none',
  tobacco: 'none',
  drug: 'none',
  food: 'none',
  seed: 'none',
  pesticide: 'none',
  none: 'none',
}

/** Classes 35 to 45 of the Nice classification are services. */
const SERVICE = /服务商标|第(?:3[5-9]|4[0-5]|三十[五六七八九]|四十[一二三四五]?)类/
const OLYMPIC = /奥林匹克标志|奥标|特殊标志/
/** A certification or collective mark is a registered trade mark, though it names a place. */
const CERTIFICATION = /证明商标|集体商标/
const FAKE_SEED = /假种子|假冒种子|伪造虚假品种|虚假品种/

/** The right infringed; `undefined` when the word is not known. */
export const rightOf = (file: PublishedCase, prose: Prose): Right | undefined => {
  const right = lookup(RIGHT_WORDS, file.right)
  const all = `${prose.told}。${prose.noted.join('。')}`
  if (right === 'goods_mark') {
    if (file.outcome_tags.includes('service_mark') || SERVICE.test(all)) return 'service_mark'
    return file.outcome_tags.includes('special_mark') && OLYMPIC.test(all) ? 'special_mark' : right
  }
  if (right === 'geographical_indication' && CERTIFICATION.test(all)) return 'goods_mark'
  // Filed as a matter of varieties, in substance a fake product: no variety right is infringed.
  if (right === 'plant_variety' && !file.outcome_tags.includes('plant_variety') && FAKE_SEED.test(all)) return 'none'
  return right
}

const KIND_WORDS: readonly (readonly [GoodsKind, RegExp])[] = [
  ['tobacco', /卷烟|假烟|香烟|雪茄|烟丝|烟叶|烟草制品/],
  ['pesticide', /农药|除草剂|杀虫剂/],
  ['fertiliser', /化肥|肥料|复合肥/],
  ['seed', /种子|种薯|种苗|棉种|稻种|麦种/],
  ['cosmetics', /化妆品|化妆用品|面膜|口红/],
  ['medical_device', /医疗器械|医用器材|医用口罩/],
  ['drug', /药品|针剂|胶囊|注射|疫苗|假药|劣药/],
  ['food', /食品|包子|肉|蟹|奶(?!嘴)|酱|酒(?!精)|茶(?!几)|(?<!润滑|机|柴|汽|燃|防锈)油(?!漆|墨|烟)/],
]
const KIND_OF_OFFENCE: Record<string, GoodsKind> = {
  '141': 'drug',
  '142': 'drug',
  '143': 'food',
  '144': 'food',
  '145': 'medical_device',
  '148': 'cosmetics',
}
const KIND_OF_TAG: Record<string, GoodsKind> = { tobacco: 'tobacco', drug: 'drug', food: 'food' }
/** Farm goods under a false mark are shoddy only where the source says so; false cigarettes always are. */
const FARM_GOODS: readonly GoodsKind[] = ['seed', 'pesticide', 'fertiliser']
const SHODDY = /减产|绝收|损失|不合格|不足|伪劣|劣质|质量|假种子|抽检|抽样|检验/

/**
 * What the goods are, where a special offence depends on it: by the charge, else by the goods' own name, else by a tag. Food, drugs
 * and cosmetics under a false mark are general goods unless the charge or the case itself is about their safety.
 */
export const goodsKindOf = (
  file: PublishedCase,
  right: Right | undefined,
  charges: readonly Charge[],
  prose: Prose,
): GoodsKind => {
  const charged = charges.map(({ offence }) => KIND_OF_OFFENCE[offence]).find((kind) => kind !== undefined)
  if (charged) return charged
  const named = KIND_WORDS.find(([, words]) => words.test(file.goods ?? ''))?.[0]
  if (named && (right === 'none' || right === 'plant_variety' || named === 'tobacco')) return named
  if (named && FARM_GOODS.includes(named) && (charges.length > 0 || SHODDY.test(prose.told))) return named
  if (right !== 'none') return 'general'
  return file.outcome_tags.map((tag) => lookup(KIND_OF_TAG, tag)).find((kind) => kind !== undefined) ?? 'general'
}

/** How many different marks the case lists; `undefined` when it says nothing, or the right is no mark. */
export const marksOf = (file: PublishedCase, right: Right | undefined, prose: Prose): number | undefined => {
  if (right !== 'goods_mark' && right !== 'service_mark' && right !== 'none') return undefined
  const counted = /(\d+)个?(?:品牌|商标)(?!标识)/.exec(prose.told)?.[1]
  const several = file.brands.some((brand) => /多个|多种|若干|等$|等[^，。]{0,4}(?:品牌|商标)/.test(brand)) ? 1 : 0
  const listed = file.brands.length + several
  const marks = Math.max(listed, smallNumber(counted ?? '') ?? 0, file.outcome_tags.includes('multi_brand') ? 2 : 0)
  return marks > 0 ? marks : undefined
}
