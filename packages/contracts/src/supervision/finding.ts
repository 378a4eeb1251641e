import { z } from 'zod'
import { defineContract } from '../define.ts'
import { matterId } from '../envelope.ts'
import { subjectId } from '../party.ts'

/** Signal families 线索类型 that the machine can raise so far (`SIG-xx` of the design's list). */
export const FAMILIES = ['SIG-01', 'SIG-02', 'SIG-09', 'SIG-22'] as const
export type Family = (typeof FAMILIES)[number]

/** `strong`: number, elements and non-transfer all stand on the file; `ask`: a question to the unit. */
export const GRADES = ['strong', 'ask'] as const

/** How a person may close a finding 结案代码 (practice: close codes and result codes). */
export const CLOSE_CODES = {
  transferred: '已移送',
  police_filed_themselves: '公安已自行立案',
  other_body_transferred: '其他机关已移送',
  element_missing: '欠缺构成要件',
  wrong_subject: '主体不符',
  amount_below: '重新核算后未达标准',
  limitation_passed: '已过追诉时效',
  no_such_offence: '无对应罪名',
  duplicate: '重复线索',
  opinion_issued: '已制发检察意见',
  filing_supervision_opened: '已启动立案监督',
} as const
export type CloseCode = keyof typeof CLOSE_CODES

/** Codes and references only: sentences are rendered when read (D12). No personal value stands here. */
const raised = z.strictObject({
  finding: z.string(),
  matter: matterId,
  family: z.enum(FAMILIES),
  grade: z.enum(GRADES),
  /** True when it was put right later: it stands as history. */
  history: z.boolean(),
  subject: subjectId,
  offence: z.string().nullable(),
  ruleSeries: z.string(),
  rule: z.string().nullable(),
  rulebookDigest: z.string(),
  evaluator: z.string(),
  factsHash: z.string(),
  /** Why, as codes with parameters; the renderer turns them into Chinese and English. */
  reasons: z.array(
    z.strictObject({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).default({}) }),
  ),
  missing: z.array(z.string()),
  against: z.array(z.string()),
  clearedBy: z.array(z.string()),
  /** Ids of the events it rests on. */
  events: z.array(z.string()),
  /** How far was searched: the ledger's position and day of looking. */
  searched: z.strictObject({ position: z.string(), day: z.string() }),
})
const cleared = z.strictObject({ because: z.array(z.string()), factsHash: z.string(), events: z.array(z.string()) })
const closed = z.strictObject({
  code: z.enum(Object.keys(CLOSE_CODES) as [CloseCode, ...CloseCode[]]),
  reason: z.string().min(1).max(1000),
  by: z.string().max(100),
})
const superseded = z.strictObject({
  by: z.string(),
  previousRulebook: z.string(),
  previousEvaluator: z.string(),
  rulebookDigest: z.string(),
  evaluator: z.string(),
})

/** 监督线索: the machine's explained suspicion, "to verify" 待核实. Stream id = hash(matter, subject, family, rule series). */
export const findingContract = defineContract({
  service: 'supervision',
  aggregate: 'finding',
  zh: '监督线索',
  events: {
    FindingRaised: { version: 1, data: raised },
    FindingRevised: { version: 1, data: raised },
    FindingCleared: { version: 1, data: cleared },
    FindingReopened: { version: 1, data: raised },
    FindingClosed: { version: 1, data: closed },
    FindingSuperseded: { version: 1, data: superseded },
  },
  commands: {
    raise: { data: raised, opens: true },
    revise: { data: raised },
    clear: { data: cleared },
    close: { data: closed },
    supersede: { data: superseded },
  },
})
export type FindingRaised = z.infer<typeof raised>
