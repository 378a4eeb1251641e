import { elementKey, offence } from '@case-ledger/contracts'
import { z } from 'zod'
import { day } from './rule.ts'

export const ELEMENT_KINDS = ['object', 'conduct', 'mental', 'purpose', 'subject', 'status', 'result'] as const

/** One element of an offence 构成要件. */
export const element = z.strictObject({
  key: elementKey,
  zh: z.string(),
  en: z.string(),
  kind: z.enum(ELEMENT_KINDS),
  note: z.string().optional(),
})
export type Element = z.infer<typeof element>

/** How far the article itself was read. `partly`: the older wording is known only through what later texts quote of it. */
export const ELEMENT_EVIDENCE = ['text', 'partly', 'public_copy', 'public_copy_and_text', 'secondary'] as const

const years = z.int().positive().nullable()

/** One version of an offence 罪名的一个版本. */
export const offenceVersion = z.strictObject({
  offence,
  variant: z.string().optional(),
  article: z.string(),
  from: day,
  to: day.nullable(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  elements: z.array(element).min(1),
  /** What looks like it and is no offence; what excuses. Chinese. */
  notAnOffence: z.array(z.string()),
  defences: z.array(z.string()),
  penalty: z.string(),
  /** Limitation 追诉时效 in years by tier; null = no such tier, or its range is not known. */
  limitation: z.strictObject({
    base: years,
    aggravated: years,
    aggravated2: years.optional(),
    aggravated3: years.optional(),
    favourBase: years.optional(),
    favourAggravated: years.optional(),
  }),
  source: z.string(),
  evidence: z.enum(ELEMENT_EVIDENCE),
  note: z.string().optional(),
})
export type OffenceVersion = z.infer<typeof offenceVersion>

/** How an element, an amount or a person's part is found 认定规则: same mark, same goods, knowledge, valuation, adding up … */
export const findingRule = z.strictObject({
  key: z.string(),
  topic: z.string(),
  zh: z.string(),
  en: z.string(),
  /** Articles, or `all`, `admin`, `none`. */
  offences: z.array(z.string()),
  from: day,
  to: day.nullable(),
  source: z.string(),
  evidence: z.enum(ELEMENT_EVIDENCE),
  /** Steps in the order the text gives. */
  order: z.array(z.string()).optional(),
  note: z.string().optional(),
})
export type FindingRule = z.infer<typeof findingRule>
