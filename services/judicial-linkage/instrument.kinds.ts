import { type Body, type CommandData, type instrumentContract, type Tri, triOf } from '@case-ledger/contracts'
import type { Guard } from '@case-ledger/service-kit/decider'

type Issue = CommandData<typeof instrumentContract, 'issue'>
export type InstrumentKind = Issue['kind']
type Outcome = CommandData<typeof instrumentContract, 'recordOutcome'>['outcome']

/** What the law says of one of the procuratorate's instruments 检察文书. */
export type InstrumentKindRules = {
  zh: string
  to: readonly Body[]
  /** Rule it is issued under. */
  rule?: string
  /** Rule of its reply 回复. */
  reply?: string
  outcomes: readonly Outcome[]
  /** What only this kind demands of its text. */
  guard?: { held: (issue: Issue) => Tri } & Pick<Guard, 'code' | 'field'>
}

/** A new instrument is one more entry here. */
export const instrumentKinds: Record<InstrumentKind, InstrumentKindRules> = {
  /** An agency does not transfer: 诉讼规则 art. 557(3). */
  forward_opinion: {
    zh: '检察意见书（督促移送）',
    to: ['administrative'],
    rule: 'DRCP-557',
    reply: 'D2021-2m',
    outcomes: ['transferred', 'filed', 'nothing_done', 'other'],
  },
  /** Not prosecuted, but to be punished administratively: 诉讼规则 art. 373, 375. */
  reverse_opinion: {
    zh: '检察意见书（反向衔接）',
    to: ['administrative'],
    rule: 'DRCP-375',
    reply: 'D2021-2m',
    outcomes: ['penalised', 'no_penalty', 'nothing_done', 'other'],
  },
  /** A letter short of an opinion; no rule of the state fixes its form or its reply. */
  proposal_to_transfer: {
    zh: '建议移送函',
    to: ['administrative'],
    outcomes: ['transferred', 'filed', 'nothing_done', 'other'],
  },
  /** Patterns and public interest: never one accusation. */
  recommendation: {
    zh: '检察建议书',
    to: ['administrative', 'police', 'court'],
    reply: 'DJY19-2m',
    outcomes: ['rectified', 'nothing_done', 'other'],
    guard: { held: ({ finding }) => triOf(finding === undefined), code: 'instrument.single_case', field: 'finding' },
  },
}
