import { z } from 'zod'
import { defineContract } from '../define.ts'
import { agencyId } from '../envelope.ts'
import { amount, factSheet } from '../facts.ts'
import { party, subjectId } from '../party.ts'

/** How an administrative case can end 处理结果. */
export const CASE_OUTCOMES = [
  'penalty',
  'no_penalty', // 不予处罚
  'withdrawn', // 撤销案件
  'admonition', // 责令改正、约谈、教育
  'settled',
] as const

export const REVOCATION_GROUNDS = ['self_corrected', 'reconsideration', 'court', 'superior'] as const

const filed = z.strictObject({
  /** 案由. */
  cause: z.string().max(200).optional(),
  parties: z.array(party).max(50).default([]),
  documentNumber: z.string().max(100).optional(),
  /** Agencies that handled it together from the start 联合办理, e.g. the police on the same raid. */
  jointWith: z.array(agencyId).max(20).default([]),
  region: z
    .strictObject({ province: z.string().optional(), city: z.string().optional(), county: z.string().optional() })
    .optional(),
  /** Whether it is a criminal or administrative matter at all; a civil or public-interest suit is entered for reference only. */
  nature: z.enum(['administrative', 'civil', 'public_interest', 'criminal_first']).default('administrative'),
})
const measure = z.strictObject({
  kind: z.enum(['seizure', 'registered_preservation', 'inspection', 'sampling', 'sealing']),
  listNumber: z.string().max(100).optional(),
  goods: z.string().max(400).optional(),
  pieces: z.int().min(0).optional(),
})
/** A sheet as sent: the party is named, the ledger fills in the subject id. */
const foundFacts = z.strictObject({
  party: party.optional(),
  sheet: factSheet.extend({ subject: subjectId.optional() }),
})
const penalty = z.strictObject({
  party: party.optional(),
  documentNumber: z.string().max(100).optional(),
  /** Fen. Left out = a fine was imposed but its amount is not known, unless `kinds` says there was none. */
  fine: z.int().min(0).optional(),
  confiscated: z.int().min(0).optional(),
  /** Fine and confiscation together where the source does not split them. Fen. */
  total: z.int().min(0).optional(),
  fineBound: z.enum(['exact', 'about', 'at_least', 'at_most']).default('exact'),
  kinds: z
    .array(z.enum(['warning', 'fine', 'confiscation', 'stop_order', 'suspension', 'revocation_of_licence', 'other']))
    .default([]),
  /** The text of the operative part, without names. */
  decision: z.string().max(1000).optional(),
  legalBases: z.array(z.string().max(80)).default([]),
  procedure: z.enum(['ordinary', 'summary', 'unknown']).default('unknown'),
  collectivelyDiscussed: z.boolean().optional(),
  legallyReviewed: z.boolean().optional(),
  amountAtFiling: amount.optional(),
  amountAtPenalty: amount.optional(),
})
const outcome = z.strictObject({
  outcome: z.enum(CASE_OUTCOMES).exclude(['penalty']),
  documentNumber: z.string().max(100).optional(),
  reasons: z.string().max(1000).optional(),
})
const payment = z.strictObject({ paid: z.int().min(0).optional(), complete: z.boolean().optional() })
const seizureLifted = z.strictObject({
  listNumber: z.string().max(100).optional(),
  reason: z.string().max(300).optional(),
})
const revocation = z.strictObject({
  ground: z.enum(REVOCATION_GROUNDS),
  documentNumber: z.string().max(100).optional(),
  /** Which decision; the latest when left out. */
  decision: z.string().max(100).optional(),
})
/**
 * The file says, in words, that the case was not transferred 记明未移送. Silence is never entered as this.
 * `by`: the source states it · the head refused with or without reasons on file.
 */
const nonTransfer = z.strictObject({
  statedBy: z.enum(['source', 'agency', 'procuratorate']),
  reasons: z.string().max(1000).optional(),
})
const correction = z.strictObject({
  field: z.string().max(100),
  from: z.string().max(500).optional(),
  to: z.string().max(500),
  reason: z.string().max(500),
})

/** 行政案件: one agency's administrative case. */
export const caseContract = defineContract({
  service: 'intake',
  aggregate: 'case',
  zh: '行政案件',
  events: {
    CaseFiled: { version: 1, data: filed },
    CaseMeasureTaken: { version: 1, data: measure },
    CaseSeizureLifted: { version: 1, data: seizureLifted },
    CaseFactsFound: { version: 1, data: z.strictObject({ party: party.optional(), sheet: factSheet }) },
    CasePenaltyDecided: { version: 1, data: penalty },
    CaseOutcomeDecided: { version: 1, data: outcome },
    CasePaid: { version: 1, data: payment },
    CaseClosed: { version: 1, data: z.strictObject({ reasons: z.string().max(1000).optional() }) },
    CasePenaltyRevoked: { version: 1, data: revocation },
    CaseNonTransferStated: { version: 1, data: nonTransfer },
    CaseCorrected: { version: 1, data: correction },
  },
  commands: {
    file: { data: filed, opens: true },
    takeMeasure: { data: measure },
    liftSeizure: { data: seizureLifted },
    findFacts: { data: foundFacts },
    penalise: { data: penalty },
    decideOutcome: { data: outcome },
    recordPayment: { data: payment },
    close: { data: z.strictObject({ reasons: z.string().max(1000).optional() }) },
    revokePenalty: { data: revocation },
    stateNonTransfer: { data: nonTransfer },
    correct: { data: correction },
  },
})
