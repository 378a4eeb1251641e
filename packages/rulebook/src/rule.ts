import { GOODS_KINDS, offence, RIGHTS, STATUTORY_BASES } from '@case-ledger/contracts'
import { z } from 'zod'

/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * How well a rule is sourced 来源级别. `text`: read in the article named · `secondary`, `weak_secondary`: read in another's account
 * of it · `unverified`: nothing was read · `not_in_text`: sought in the article and not found there.
 */
export const EVIDENCE = ['text', 'secondary', 'weak_secondary', 'unverified', 'not_in_text'] as const
export type Evidence = (typeof EVIDENCE)[number]
/** Sources good enough for a rule to count as confirmed. */
export const CONFIRMING: readonly Evidence[] = ['text', 'secondary']

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** What every rule carries, whatever it says. */
const common = {
  id: z.string().regex(/^[A-Z][A-Za-z0-9-]*$/),
  name: bilingual,
  /** Id in `data/instruments.json`; `also` names further ones that carry the same rule. */
  instrument: z.string(),
  also: z.array(z.string()).optional(),
  /** Article as cited; `provision` is its place in the text as read, where it is written otherwise. */
  article: z.string(),
  provision: z.string().optional(),
  /** The instrument in whose text it was read, where that is another one. */
  readIn: z.string().optional(),
  /** The older instrument that the one named only quotes, so the rule can be older than the paper it is read from. */
  quotes: z.string().optional(),
  /** First and last day in force; `to: null` = still in force. */
  from: day,
  to: day.nullable(),
  fromConfirmed: z.boolean(),
  toConfirmed: z.boolean(),
  evidence: z.enum(EVIDENCE),
  /** An unconfirmed rule leads to `possible` at most. */
  confirmed: z.boolean(),
  /** When it bites, whom it binds, what honours it. Chinese. */
  trigger: z.string(),
  obliged: z.string(),
  compliance: z.string(),
  note: z.string().optional(),
  /** What reading the text showed, or that no text was read. English. */
  textNote: z.string().optional(),
}

export const DURATION_UNITS = ['hours', 'calendar_days', 'working_days', 'months', 'years'] as const
/** A length of time; days are of Asia/Shanghai, working days follow the state's holiday calendar. */
export const duration = z.strictObject({ value: z.int().positive(), unit: z.enum(DURATION_UNITS) })
export type Duration = z.infer<typeof duration>

/**
 * What a threshold measures 数额口径. The statutory measures of `contracts`, the compound and rarer ones, and those that count
 * nothing (`act`, `other` …), which no figure can meet.
 */
export const LIMB_BASES = [
  ...STATUTORY_BASES,
  'production_sales', // 生产、销售金额
  'sold_plus_unsold', // 销售金额与货值合计
  'labels_unsold',
  'copies_unsold',
  'downloads', // 下载量
  'loss_or_income', // 损失或违法所得
  'any_base_limb', // a multiple of any base line 达到各项基准数倍
  'half_of_two_limbs', // 分别达到两项以上标准一半
  'publications',
  'injury',
  'casualties',
  'person_times', // 人次
  'sentence_years', // 可能判处的刑期
  'finding',
  'act',
  'event',
  'bankruptcy',
  'concealment',
  'refusal_after_opinion',
  'substitution',
  'reference', // refers to the general rule
  'other', // 其他情节, no figure
  'none_set', // the article asks for a figure that no text sets
] as const
export type LimbBasis = (typeof LIMB_BASES)[number]

/** A line to reach: integer fen 分, a count, or years. Reached at `value`; `below` is the first value of the next tier. */
export const figure = z.strictObject({
  value: z.int().positive(),
  unit: z.enum(['fen', 'count', 'years']),
  below: z.int().positive().optional(),
})
export type Figure = z.infer<typeof figure>

/** What a multiplier multiplies: the figure of a series, every base limb of the same offence, or an amount of the case. */
export const multiple = z.strictObject({
  by: z.number().positive(),
  of: z.union([
    z.strictObject({ series: z.string() }),
    z.strictObject({ baseLimbsOf: offence, online: z.literal(true).optional(), basis: z.enum(LIMB_BASES).optional() }),
    z.strictObject({ amount: z.enum(['illegal_income', 'sales', 'fine', 'production_sales', 'price']) }),
    z.strictObject({ individualLimits: z.literal(true) }),
  ]),
})
export type Multiple = z.infer<typeof multiple>

/** What must be so before the limb is looked at at all. */
export const conditions = z.strictObject({
  right: z.enum(['goods_mark', 'service_mark', 'goods_and_service_marks']).optional(),
  /** At least so many different marks or patents 两种以上. */
  minRights: z.int().min(2).optional(),
  /** So many earlier penalties or convictions, the last within the time named 前次处罚. */
  repeat: z.strictObject({ times: z.int().min(1), within: duration }).optional(),
  online: z.literal(true).optional(),
  goodsKind: z.enum(GOODS_KINDS).optional(),
  /** A circumstance a person must find, as code. */
  circumstance: z.string().optional(),
})
export type Conditions = z.infer<typeof conditions>

export const THRESHOLD_ROLES = ['offence', 'limitation', 'sanction', 'procedure', 'aggregation'] as const

/**
 * One version of one limb 数额标准. Only role `offence` makes a verdict. A limb with neither `figure` nor `candidates`, `multiple`,
 * `alternatives` or `allOf` has no number: a person judges it, never the program.
 */
export const thresholdRule = z.strictObject({
  ...common,
  kind: z.literal('threshold'),
  role: z.enum(THRESHOLD_ROLES),
  /** Article of the Criminal Law; `variant` splits 225 by what is traded. */
  offence: offence.optional(),
  variant: z.string().optional(),
  /** Joins the versions of one limb over time. */
  series: z.string(),
  tier: z.enum(['base', 'aggravated']),
  /** 1 = the first aggravated tier, 2 the next … */
  level: z.int().min(1).optional(),
  limb: z.string().optional(),
  basis: z.string().min(1).optional(),
  figure: figure.optional(),
  /** The text was not read and these numbers are reported for it; nobody knows which is right. */
  candidates: z
    .strictObject({ values: z.array(z.int().positive()), unit: z.enum(['fen', 'count', 'times']) })
    .optional(),
  multiple: multiple.optional(),
  /** Harm limbs: any one of these counts suffices, or all of them are needed. */
  alternatives: z.record(z.string(), z.int()).optional(),
  allOf: z.record(z.string(), z.int()).optional(),
  /** The source's own word for the conditions, kept for explanations. */
  modifier: z.string().optional(),
  conditions: conditions.optional(),
  /** A further condition in words. Chinese. */
  requires: z.string().optional(),
  /** Administrative brackets: the highest fine (fen) the law allows below `figure`, so a higher one implies it was reached. */
  fineCeilingBelow: z.strictObject({ right: z.enum(RIGHTS), fen: z.int().positive() }).optional(),
})
export type ThresholdRule = z.infer<typeof thresholdRule>

/** How figures are valued, added up, attributed 计价、累计、竞合. */
export const aggregationRule = z.strictObject({
  ...common,
  kind: z.literal('aggregation'),
  role: z.literal('aggregation'),
  offence: offence.optional(),
  variant: z.string().optional(),
  series: z.string(),
  tier: z.literal('base'),
  limb: z.string().optional(),
  basis: z.string().min(1),
  /** Prices in the order the text gives. */
  steps: z.array(z.string()).optional(),
  within: duration.optional(),
  count: z.int().optional(),
  multiple: multiple.optional(),
})
export type AggregationRule = z.infer<typeof aggregationRule>

/**
 * Nature of a term 期限性质: `duty` lapses · `right` ends, without blame · `party`: a subject's own term · `internal` ·
 * `open`: no number, so elapsed time is shown and nothing ever lapses.
 */
export const NATURES = ['duty', 'right', 'party', 'internal', 'open'] as const
export type Nature = (typeof NATURES)[number]

/** What says whether days are working days 期间计算依据. */
export const UNIT_BASES = ['cpl105', 'ael69', 'apl85', 'unspecified_in_instrument'] as const

/** A term 期限; kind `publication` for publishing and listing. */
export const termRule = z.strictObject({
  ...common,
  kind: z.enum(['deadline', 'publication']),
  nature: z.enum(NATURES),
  /** One clock per group: one delay is not three lapses. */
  dutyGroup: z.string().regex(/^[a-z][a-z0-9_]*$/),
  duration: duration.optional(),
  /** The unit alone where the number is not settled. */
  candidates: z
    .strictObject({ values: z.array(z.int().positive()), unit: z.enum(DURATION_UNITS).optional() })
    .optional(),
  unitBasis: z.enum(UNIT_BASES).optional(),
  /** A local parameter that holds the number. */
  param: z.string().optional(),
  /** Number of officers, papers or conditions; never a length of time. */
  count: z.int().optional(),
  anchor: z.string().min(1),
  closes: z.array(z.string()).min(1),
  debtor: z.string(),
  beneficiary: z.string(),
  scope: z.string().optional(),
  requires: z.string().optional(),
})
export type TermRule = z.infer<typeof termRule>

export const rule = z.discriminatedUnion('kind', [thresholdRule, aggregationRule, termRule])
export type Rule = z.infer<typeof rule>
/** A rule that belongs to a series of dated versions. */
export type SeriesRule = ThresholdRule | AggregationRule

export const isThreshold = (candidate: Rule): candidate is ThresholdRule => candidate.kind === 'threshold'
export const isAggregation = (candidate: Rule): candidate is AggregationRule => candidate.kind === 'aggregation'
export const isSeriesRule = (candidate: Rule): candidate is SeriesRule => 'series' in candidate
export const isTerm = (candidate: Rule): candidate is TermRule => 'dutyGroup' in candidate

/** A legal text 法律文件. */
export const instrument = z.strictObject({
  title: z.string(),
  number: z.string().optional(),
  level: z.enum(['law', 'interpretation', 'regulation', 'department_rule', 'policy', 'local']),
  /** Where a local paper applies. */
  region: z.string().optional(),
  from: day,
  to: day.nullable(),
  /** Name of the text that was read; left out = none was. */
  text: z.string().optional(),
  note: z.string().optional(),
})
export type Instrument = z.infer<typeof instrument> & { id: string }
