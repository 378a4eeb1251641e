import { z } from 'zod'
import { partySchemas, personal } from './personal.ts'

/** Who it is about 主体: company, sole trader 个体工商户, natural person, a group of several unnamed ones, or not stated. */
export const SUBJECT_KINDS = ['company', 'sole_trader', 'person', 'group', 'unknown'] as const

/**
 * Subject id 主体标识: `s-<hex>` is a keyed hash of the unified credit code or identity number and matches across matters;
 * `m-<hex>` was made from a name and is meaningful inside its matter only (D13).
 */
export const subjectId = z.string().regex(/^[sm]-[0-9a-f]{32}$/)
export type SubjectId = z.infer<typeof subjectId>

export const isMatchableAcrossMatters = (id: SubjectId): boolean => id.startsWith('s-')

/** A party 当事人 as an act names it. Callers leave `subject` out; the ledger computes it. */
export const party = z.strictObject({
  subject: subjectId.optional(),
  kind: z.enum(SUBJECT_KINDS),
  name: personal(z.string().min(1).max(400)).optional(),
  /** 统一社会信用代码, GB 32100; a wrong check digit is warned about, never refused. */
  creditCode: personal(z.string().max(40)).optional(),
  /** 公民身份号码, GB 11643. */
  identityNumber: personal(z.string().max(40), 'M2').optional(),
  /** How many different people or firms this entry lumps together (13 sellers seized in one sweep); 1 when left out. */
  heads: z.int().min(1).optional(),
})
partySchemas.add(party, { party: true })
export type Party = z.infer<typeof party>
