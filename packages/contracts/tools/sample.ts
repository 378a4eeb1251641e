import type { z } from 'zod'

/** What a field of this name says in a real file. */
const BY_NAME: Record<string, unknown> = {
  values: 18_600_000,
  subject: `s-${'3f9a'.repeat(8)}`,
  suspect: `s-${'3f9a'.repeat(8)}`,
  name: '杭州某某服饰有限公司',
  creditCode: '91350100M000100Y43',
  identityNumber: '11010519491231002X',
  title: '某某服饰有限公司销售侵犯注册商标专用权商品案',
  cause: '销售侵犯注册商标专用权的商品',
  documentNumber: '杭市监罚处〔2024〕12号',
  document: '杭市监罚处〔2022〕7号',
  decision: '没收侵权运动鞋120双，罚款80000元',
  listNumber: '杭市监扣〔2024〕3号',
  number: '杭公受案字〔2024〕58号',
  case: 'case-1',
  goods: '运动鞋',
  list: '运动鞋120双',
  province: '浙江省',
  city: '杭州市',
  county: '滨江区',
  reasons: '违法经营数额达到刑事追诉标准',
  reason: '经核实已移送公安机关',
  summary: '已立案查处，处罚决定附后',
  demand: '依法移送涉嫌犯罪案件',
  sentence: '有期徒刑一年，缓刑二年，并处罚金五万元',
  provision: '市场监督管理严重违法失信名单管理办法第九条',
  legalBases: '商标法57(3)',
  page: '案卷第17页',
  how: '直接送达',
  field: 'fine',
  from: 'hangzhou-amr',
  to: 'hangzhou-psb',
  by: 'hangzhou-psb',
  on: 'hangzhou-amr',
  copyTo: 'hangzhou-procuratorate',
  jointWith: 'hangzhou-psb',
  team: '执法人员甲',
  day: '2024-06-03',
  matter: 'C008',
  finding: `F-${'3f9a'.repeat(8)}`,
  offence: '214',
  ruleSeries: '214-sales',
  rule: '214-sales-2025-04-26',
  rulebookDigest: '3f9a'.repeat(16),
  previousRulebook: '1b2c'.repeat(16),
  factsHash: '5d6e'.repeat(16),
  evaluator: '1',
  previousEvaluator: '0',
  code: 'amount.sales',
  key: 'amount',
  missing: 'element.knowledge',
  against: 'lawful_source',
  clearedBy: 'transfer.dispatched',
  because: 'transfer.dispatched',
  events: '0190a000-0000-8000-8000-000000000001',
  position: '4711',
  value: 18_600_000,
  fine: 8_000_000,
  confiscated: 1_200_000,
  total: 9_200_000,
  paid: 8_000_000,
  finesPaid: 8_000_000,
  criminalFine: 5_000_000,
  pieces: 120,
  heads: 1,
}

/** Tried in this order where a field's name says nothing, or its value does not fit. */
const FALLBACKS: readonly unknown[] = [
  '有关情况',
  { value: '2024-03-01', precision: 'day' },
  'hangzhou-amr',
  '214',
  'same_mark',
  `s-${'3f9a'.repeat(8)}`,
  '2024-06-03',
  '2024-06-03T09:30:00+08:00',
  '0190a000-0000-8000-8000-000000000001',
  1,
]

/** Data that a schema accepts, every optional field filled in, the same at every call. */
export const sampleOf = (schema: z.core.$ZodType, name = ''): unknown => {
  if (accepts(schema, BY_NAME[name])) return BY_NAME[name]
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      if (!accepts(schema, FALLBACKS[1]))
        return Object.fromEntries(Object.entries(def.shape).map(([key, field]) => [key, sampleOf(field, key)]))
      return FALLBACKS[1]
    case 'array':
      return [sampleOf(def.element, name)]
    case 'record':
      return { [String(sampleOf(def.keyType, 'key'))]: sampleOf(def.valueType, name) }
    case 'union':
      return sampleOf(def.options[0]!, name)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
      return sampleOf(def.innerType, name)
    case 'enum':
      return Object.values(def.entries)[0]
    case 'literal':
      return def.values[0]
    case 'boolean':
      return true
    default: {
      const found = FALLBACKS.find((value) => accepts(schema, value))
      if (found === undefined) throw new Error(`no sample for field ${name}: add one by name`)
      return found
    }
  }
}

const accepts = (schema: z.core.$ZodType, value: unknown): boolean =>
  value !== undefined && (schema as z.ZodType).safeParse(value).success
