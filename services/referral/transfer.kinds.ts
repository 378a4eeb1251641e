import type { Body, CommandData, transferContract } from '@case-ledger/contracts'

type Dispatch = CommandData<typeof transferContract, 'dispatch'>
export type TransferKind = Dispatch['kind']
type Paper = Dispatch['papers'][number]
type Reply = CommandData<typeof transferContract, 'giveFeedback'>['result']

/** What the law asks of a transfer of one kind. A condition without a rule is not demanded. */
export type TransferKindRules = {
  zh: string
  /** Who sends it, and to whom; left out = any agency. */
  from?: readonly Body[]
  to?: readonly Body[]
  /** 书面报告 to the head, by a team 专案组 of two or more, approved 批准 by the head. */
  report?: string
  team?: string
  approval?: string
  /** 抄送 to the procuratorate in the same act. */
  copy?: string
  papers: { required: readonly Paper[]; rule?: string }
  /** 回执. */
  receipt?: string
  replies: readonly Reply[]
  /** Replies that are owed with their reasons. */
  reasons: Partial<Record<Reply, string>>
}

/** A new kind of transfer is one more entry here. */
export const transferKinds: Record<TransferKind, TransferKindRules> = {
  /** Between agencies; no rule of the state speaks of its papers or its approval. */
  lead: {
    zh: '线索移送',
    papers: { required: ['transfer_letter'] },
    replies: ['accepted', 'filed', 'not_filed', 'returned', 'passed_on', 'penalised', 'no_action', 'other'],
    reasons: {},
  },
  crime: {
    zh: '涉嫌犯罪案件移送',
    from: ['administrative'],
    to: ['police'],
    report: 'NT-310-05-1r',
    team: 'D310-05-1',
    approval: 'D310-05-2a',
    copy: 'D2006-copy',
    // 310号 art. 6 also names inspection reports and other papers, but only those there are.
    papers: { required: ['transfer_letter', 'investigation_report', 'goods_list'], rule: 'D310-06' },
    receipt: 'D310-07a',
    replies: ['accepted', 'filed', 'not_filed', 'returned', 'passed_on', 'other'],
    reasons: { not_filed: 'NT-310-08n', returned: 'DPS-180-3' },
  },
  /** From the criminal side back to the agency; 310号 art. 5 and its head's approval do not bind the sender. */
  reverse: {
    zh: '反向移送',
    from: ['police', 'procuratorate', 'court'],
    to: ['administrative'],
    papers: { required: ['transfer_letter'], rule: 'NT-APL-27-1b' },
    replies: ['accepted', 'filed', 'not_filed', 'returned', 'passed_on', 'penalised', 'no_action', 'other'],
    reasons: {},
  },
}
