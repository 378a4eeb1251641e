import type { FactSheet } from '@case-ledger/contracts'
import { OTHER_KIND } from './priors.ts'
import type { Prose } from './prose.ts'

type Circumstance = FactSheet['circumstances'][number]

/** Words by which a source states a circumstance 情节; the last pattern of a row takes a clause out again. */
const WORDS: readonly (readonly [Circumstance, RegExp, RegExp?])[] = [
  [
    'above_standard_stated',
    /(?:达到|已达|刚达|均达|超过|均超|远超|达).{0,8}(?:追诉标准|刑事标准|入罪标准|立案标准|移送标准)|已达数额较大|均超(?:过)?[\d.]+万元/,
    /(?:未|不|没有|难以|达不)(?:能)?(?:达|超|到)/,
  ],
  ['appraised', /鉴定|鉴别|价格认定|检验|辨认|检测/, /无法鉴定|未(?:经)?鉴定|不能鉴定|鉴定有误|检验检疫/],
  ['grave', /情节(?:特别)?严重/, /尚不|不属|未达/],
  ['trivial', /情节(?:显著)?轻微|货值较小|社会危害(?:性)?(?:不大|较小)/],
  ['collectively_discussed', /集体讨论|集体研究/],
  ['punished_before', /曾因[^，。]*处罚|年[^，。]*被(?:行政)?处罚|再犯|屡教不改|多次(?:被)?处罚/, OTHER_KIND],
  ['below_legal_minimum', /减轻处罚|减轻情节|低于法定(?:最低)?/],
  ['lawful_source', /合法来源|合法取得/, /不能|无法|未能|没有|无合法/],
  ['sales_records_not_taken', /未(?:调取|提取|固定)[^，。]*(?:销售|后台|交易)(?:记录|数据)?/],
  ['source_refused', /拒(?:不|绝)(?:说明|提供|交代|供述)[^，。]*(?:来源|上家|货源)/],
  ['other_warehouse', /(?:另有|其他|另一)[^，。]{0,4}仓库/],
  ['sold_goods_unappraised', /已售[^，。]*(?:无法|不能|未)鉴定/],
  ['chain_named', /(?:供述|交代|指认|供出|供认)[^，。]*(?:上家|下家|上线|下线|供货)/],
  ['police_measures_needed', /需(?:要)?(?:由)?公安[^，。]*(?:侦查|查明)|补充侦查空间/],
]

const clauses = (prose: Prose): string[] => prose.statements.flatMap((sentence) => sentence.split(/[，,、]/))

/** Circumstances the source states; a clause that takes one back does not count. */
export const circumstancesOf = (prose: Prose): Circumstance[] => {
  const parts = clauses(prose)
  const whole = prose.statements
  return WORDS.filter(([, words, unless]) => {
    const hits = [...parts, ...whole].filter((part) => words.test(part))
    return hits.some((part) => !unless?.test(part))
  }).map(([circumstance]) => circumstance)
}

/** Words by which a source states an element of the offence as present or absent. */
const ELEMENTS: readonly (readonly [key: string, value: 'yes' | 'no', RegExp])[] = [
  ['no_licence', 'yes', /未经[^，。]{0,10}(?:许可|授权)|无授权|未(?:获)?授权|没有授权/],
  ['identical_mark', 'no', /(?:构成|系|属于)近似商标|商标近似/],
  ['identical_mark', 'yes', /相同(?:的)?商标|商标(?:完全)?相同/],
  // not the words of the article, 同一种商品或者类似商品
  ['same_goods', 'no', /^(?!.*同一种).*类似商品/],
  ['same_goods', 'yes', /^(?!.*类似).*同一种商品/],
  // not what a buyer did not know, nor what the party says of itself
  ['knowing', 'no', /^(?!.*(?:消费者|顾客|买家|购买|群众|客户|称)).*(?:不知(?:道|情)|不明知|不能认定[^，。]{0,3}明知)/],
  [
    'others_patent',
    'no',
    /(?:从未|并未|尚未|未|没有)(?:申请|取得|获得|拥有)(?:过)?[^，。]{0,6}专利|专利(?:权|号|申请)?[^，。]{0,4}(?:不存在|虚构|失效|终止|过期|届满|驳回|未授权|未获授权)/,
  ],
  ['others_patent', 'no', /(?:不存在|虚构|虚假|失效|过期|未授权|未获授权)的?[^，。]{0,6}专利/],
  ['passing_off', 'no', /专利侵权(?:纠纷|裁决)|专利权纠纷/],
]

/** Elements 构成要件 that the source itself states; all others stay unknown. */
export const elementsOf = (prose: Prose): FactSheet['elements'] => {
  const stated: FactSheet['elements'] = {}
  for (const [key, value, words] of ELEMENTS)
    if (!(key in stated) && clauses(prose).some((clause) => words.test(clause))) stated[key] = value
  return stated
}
