import { z } from 'zod'
import { defineContract } from '../define.ts'
import { agencyId } from '../envelope.ts'

/**
 * The procuratorate's four instruments 检察文书 in one aggregate: forward opinion 检察意见书 (诉讼规则 art. 557(3)), reverse opinion
 * (art. 373, 375), proposal to transfer 建议移送函, recommendation 检察建议书 (patterns and public interest only).
 */
export const INSTRUMENT_KINDS = [
  'forward_opinion',
  'reverse_opinion',
  'proposal_to_transfer',
  'recommendation',
] as const

const issued = z.strictObject({
  kind: z.enum(INSTRUMENT_KINDS),
  to: agencyId,
  copyTo: z.array(agencyId).max(20).default([]),
  documentNumber: z.string().max(100).optional(),
  /** Finding it answers to, where there is one. */
  finding: z.string().max(100).optional(),
  demand: z.string().max(1000).optional(),
})
const served = z.strictObject({ on: agencyId.optional(), how: z.string().max(100).optional() })
const adopted = z.strictObject({ adopted: z.boolean(), reasons: z.string().max(1000).optional() })
const reply = z.strictObject({ by: agencyId.optional(), summary: z.string().max(1000).optional() })
const outcome = z.strictObject({
  outcome: z.enum(['penalised', 'no_penalty', 'transferred', 'filed', 'rectified', 'nothing_done', 'other']),
  summary: z.string().max(1000).optional(),
})

/** 检察文书: issued, served, adopted or not, replied, outcome: separate facts. */
export const instrumentContract = defineContract({
  service: 'judicial-linkage',
  aggregate: 'instrument',
  zh: '检察文书',
  events: {
    InstrumentIssued: { version: 1, data: issued },
    InstrumentServed: { version: 1, data: served },
    InstrumentAdopted: { version: 1, data: adopted },
    InstrumentReplied: { version: 1, data: reply },
    InstrumentOutcomeRecorded: { version: 1, data: outcome },
  },
  commands: {
    issue: { data: issued, opens: true },
    serve: { data: served },
    adopt: { data: adopted },
    reply: { data: reply },
    recordOutcome: { data: outcome },
  },
})
