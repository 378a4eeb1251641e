import { z } from 'zod'
import { defineContract } from '../define.ts'
import { agencyId } from '../envelope.ts'
import { offence } from '../facts.ts'
import { party } from '../party.ts'

/** lead: 线索移送 between agencies · crime: 涉嫌犯罪案件移送 to the police · reverse: 反向移送 from police, procuratorate or court. */
export const TRANSFER_KINDS = ['lead', 'crime', 'reverse'] as const
/** 310号 art. 6. */
export const TRANSFER_PAPERS = [
  'transfer_letter',
  'investigation_report',
  'goods_list',
  'inspection_report',
  'other',
] as const

const reported = z.strictObject({
  kind: z.enum(TRANSFER_KINDS),
  /** 专案组: officers assigned. */
  team: z.array(z.string().max(100)).max(50).optional(),
  suspects: z.array(party).max(50).default([]),
  offences: z.array(offence).default([]),
})
const decided = z.strictObject({
  approved: z.boolean(),
  by: z.string().max(100).optional(),
  reasons: z.string().max(1000).optional(),
})
const dispatched = z.strictObject({
  kind: z.enum(TRANSFER_KINDS),
  to: agencyId,
  /** The procuratorate copied in the same act 同时抄送; left out in a report = not stated. */
  copyTo: agencyId.optional(),
  papers: z.array(z.enum(TRANSFER_PAPERS)).default([]),
  offences: z.array(offence).default([]),
  documentNumber: z.string().max(100).optional(),
  /** Fines already paid, named for set-off against the criminal fine (310号 art. 11(3)). Fen. */
  finesPaid: z.int().min(0).optional(),
  suspects: z.array(party).max(50).default([]),
  /** Sent on the procuratorate's advice 检察机关建议移送. */
  onAdvice: z.boolean().optional(),
})
const receipt = z.strictObject({
  by: agencyId,
  how: z.enum(['signed', 'refused_to_sign', 'sent_back_orally', 'system']).default('signed'),
})
const feedback = z.strictObject({
  by: agencyId,
  result: z.enum(['accepted', 'filed', 'not_filed', 'returned', 'passed_on', 'penalised', 'no_action', 'other']),
  reasons: z.string().max(1000).optional(),
})
const goods = z.strictObject({ to: agencyId, list: z.string().max(400).optional() })

/** 移送: one agency hands a matter over, with a copy to the procuratorate in the same act. 310号 art. 5, 6. */
export const transferContract = defineContract({
  service: 'referral',
  aggregate: 'transfer',
  zh: '移送',
  events: {
    TransferReported: { version: 1, data: reported },
    TransferDecided: { version: 1, data: decided },
    TransferDispatched: { version: 1, data: dispatched },
    TransferReceived: { version: 1, data: receipt },
    TransferFeedbackGiven: { version: 1, data: feedback },
    TransferGoodsHandedOver: { version: 1, data: goods },
  },
  commands: {
    report: { data: reported, opens: true },
    decide: { data: decided },
    dispatch: { data: dispatched },
    receive: { data: receipt },
    giveFeedback: { data: feedback },
    handOverGoods: { data: goods },
  },
})
