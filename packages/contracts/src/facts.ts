import { z } from 'zod'
import { subjectId } from './party.ts'
import { when } from './when.ts'

/**
 * The right or interest infringed 权利类型. `none` = no intellectual property right is named (shoddy goods, food, drugs …);
 * left out = not known. A registered geographical indication without a trade mark is `geographical_indication`.
 */
export const RIGHTS = [
  'goods_mark',
  'service_mark',
  'patent',
  'copyright',
  'trade_secret',
  'geographical_indication',
  'special_mark',
  'plant_variety',
  'unfair_competition',
  'none',
] as const
export type Right = (typeof RIGHTS)[number]

/** What the goods are 商品种类, where a special offence depends on it. */
export const GOODS_KINDS = [
  'general',
  'tobacco',
  'drug',
  'food',
  'seed',
  'pesticide',
  'fertiliser',
  'cosmetics',
  'medical_device',
] as const
export type GoodsKind = (typeof GOODS_KINDS)[number]

/** What the subject did 行为角色. Several = each is possible or each was done; none = not known. */
export const ROLES = [
  'maker',
  'seller',
  'label_maker',
  'label_seller',
  'copier',
  'copy_seller',
  'network_disseminator',
  'carrier',
  'storer',
  'exporter',
  'helper',
  'user',
] as const
export type Role = (typeof ROLES)[number]

/**
 * What a figure measures 数额口径. The first group has a statutory basis of count; of the second (`case_value` 涉案金额、案值,
 * `goods_value` 货值 without word on sale) none has, so they never make `met`.
 */
export const STATUTORY_BASES = [
  'illegal_business', // 非法经营数额
  'illegal_income', // 违法所得
  'sales', // 销售金额
  'unsold_value', // 未销售货值
  'loss', // 损失
  'labels', // 标识件数
  'copies', // 复制品份数
  'works', // 作品件数
  'clicks', // 点击数
  'members', // 注册会员
  'sticks', // 卷烟支数
] as const
export const OTHER_BASES = ['case_value', 'goods_value', 'pieces', 'cost', 'compensation'] as const
export const BASES = [...STATUTORY_BASES, ...OTHER_BASES] as const
export type Basis = (typeof BASES)[number]

/** Bases counted in things; all others are money in fen 分. */
export const COUNTED_BASES: readonly Basis[] = ['labels', 'copies', 'works', 'clicks', 'members', 'sticks', 'pieces']
export const isMoney = (basis: Basis): boolean => !COUNTED_BASES.includes(basis)

export const VALUATIONS = [
  'actual_price', // 实际销售价格
  'marked_price', // 标价
  'average_price', // 已查清的平均售价
  'genuine_price', // 被侵权产品市场中间价
  'appraised', // 价格认定
  'customs', // 海关估价
  'nominal',
  'unknown',
] as const

/** One figure 数额: integer fen for money, a count otherwise; with what it measures and how sure it is. */
export const amount = z.strictObject({
  basis: z.enum(BASES),
  value: z.int().min(0),
  /** `about` = the source rounds it; `at_least` / `at_most` = a bound. */
  bound: z.enum(['exact', 'about', 'at_least', 'at_most']).default('exact'),
  valuation: z.enum(VALUATIONS).default('unknown'),
  /** Which stage counted it: the agency at filing 立案时, at the penalty 处罚时, or the criminal investigation. */
  stage: z.enum(['filing', 'penalty', 'investigation']).optional(),
  /** This figure lumps together so many different subjects; left out = the subject's own. */
  heads: z.int().min(1).optional(),
  page: z.string().max(200).optional(),
})
export type Amount = z.infer<typeof amount>

/** Keys of the offences' elements 构成要件 (`packages/rulebook/data/elements.json` says which offence has which). */
export const elementKey = z.string().regex(/^[a-z][a-z0-9_]*$/)

/**
 * The facts found about one subject and one right 认定事实: what the rulebook judges. One matter may hold several
 * sheets (two sellers, two rights); figures of different subjects are never added.
 */
export const factSheet = z.strictObject({
  /** Filled in by the ledger from `party` where the act named one. */
  subject: subjectId,
  /** How many different subjects this one entry stands for (13 sellers of one sweep); 1 when left out. */
  heads: z.int().min(1).optional(),
  right: z.enum(RIGHTS).optional(),
  goodsKind: z.enum(GOODS_KINDS).default('general'),
  /** 商品描述, without names of persons. */
  goods: z.string().max(400).optional(),
  roles: z.array(z.enum(ROLES)).default([]),
  online: z.boolean().optional(),
  /** How many different registered marks or patents; left out = not known. */
  marks: z.int().min(1).optional(),
  amounts: z.array(amount).default([]),
  /** Elements stated as present or absent; all others are unknown. */
  elements: z.record(elementKey, z.enum(['yes', 'no'])).default({}),
  /** Legal bases the deciding body cited 适用法条, e.g. `商标法57(3)`: evidence for elements, not truth. */
  legalBases: z.array(z.string().max(80)).default([]),
  /** Conduct 行为期间: from, to; each may be missing or imprecise. */
  conduct: z.strictObject({ from: when.optional(), to: when.optional() }).prefault({}),
  /** Earlier penalties or convictions for the same kind of act 前次处罚. */
  priors: z
    .array(
      z.strictObject({
        kind: z.enum(['administrative', 'criminal']),
        document: z.string().max(200),
        at: when.optional(),
        sameSubject: z.enum(['yes', 'no', 'unknown']).default('yes'),
      }),
    )
    .default([]),
  /** Circumstances stated in the file 情节. */
  circumstances: z
    .array(
      z.enum([
        'grave',
        'appraised',
        'collectively_discussed',
        'punished_before',
        'below_legal_minimum',
        'trivial',
        'lawful_source',
        'sales_records_not_taken',
        'source_refused',
        'other_warehouse',
        'sold_goods_unappraised',
        'chain_named',
        'police_measures_needed',
        'above_standard_stated', // "已达追诉标准" stated without a figure
      ]),
    )
    .default([]),
})
export type FactSheet = z.infer<typeof factSheet>

/** Offences 罪名 by article of the Criminal Law; `none` is no offence. */
export const OFFENCES: Record<string, string> = {
  '140': '生产、销售伪劣产品罪',
  '141': '生产、销售、提供假药罪',
  '142': '生产、销售、提供劣药罪',
  '143': '生产、销售不符合安全标准的食品罪',
  '144': '生产、销售有毒、有害食品罪',
  '145': '生产、销售不符合标准的医用器材罪',
  '147': '生产、销售伪劣农药、兽药、化肥、种子罪',
  '148': '生产、销售不符合卫生标准的化妆品罪',
  '213': '假冒注册商标罪',
  '214': '销售假冒注册商标的商品罪',
  '215': '非法制造、销售非法制造的注册商标标识罪',
  '216': '假冒专利罪',
  '217': '侵犯著作权罪',
  '218': '销售侵权复制品罪',
  '219': '侵犯商业秘密罪',
  '225': '非法经营罪',
}
export const offence = z.string().regex(/^\d{3}(-\d)?$/)
