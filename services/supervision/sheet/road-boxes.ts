import { agencyName, dateZh } from '../explain/format.ts'
import { type BoxOf, listOr, TO_VERIFY } from './box.ts'
import { dated } from './case-boxes.ts'
import { eventName } from './event-names.ts'

/** Never "not transferred": stated, refused, sent, or not known. */
export const transfer: BoxOf = ({ file, finding: { searched } }) => {
  const sent = file.transfers.find((t) => t.kind === 'crime' && t.dispatched)
  const stated = file.nonTransfer.length > 0
  const refused = file.transfers.some((t) => t.refused)
  const lines = [
    ...(stated ? ['载明当时未移送'] : []),
    ...(refused ? ['记有不批准移送'] : []),
    ...(sent?.dispatched ? [`已移送：${dated(sent.dispatched)}，${agencyName(sent.dispatched.to).zh}`] : []),
  ]
  return {
    zh: '移送情况、检索范围',
    en: 'transfer, search',
    lines: [
      ...listOr(lines, `未知：未见移送记录，${TO_VERIFY}`),
      `检索本账本第${searched.position}号以前的记录，截至${dateZh(searched.day)}`,
    ],
  }
}

const INSTRUMENTS: Record<string, string> = {
  forward_opinion: '检察意见书',
  reverse_opinion: '检察意见书（反向衔接）',
  proposal_to_transfer: '建议移送函',
  recommendation: '检察建议书',
}

export const letters: BoxOf = ({ file }) => ({
  zh: '本案已发文书',
  en: 'earlier letters',
  lines: listOr(
    file.instruments.map(
      (i) =>
        `${INSTRUMENTS[i.kind] ?? i.kind}，致${agencyName(i.to).zh}，${dated(i.issued)}制发，送达${dated(i.served)}，${i.replied ? `${dated(i.replied)}回复` : '未见回复'}`,
    ),
    '本账本未见',
  ),
})

const STEPS: Record<string, string> = {
  received: '公安机关接收',
  accepted: '受案登记',
  filed: '刑事立案',
  not_filed: '不予立案',
  arrested: '拘留或逮捕',
  prosecuted: '提起公诉',
  not_prosecuted: '不起诉',
  judged: '判决',
  returned: '退回',
}
const OUTCOMES: Record<string, string> = {
  guilty: '有罪',
  acquitted: '无罪',
  overturned: '改判',
  non_prosecution_statutory: '法定不起诉',
  non_prosecution_discretionary: '相对不起诉',
  non_prosecution_insufficient: '存疑不起诉',
  non_prosecution_unstated: `种类${TO_VERIFY}`,
}

export const criminal: BoxOf = ({ file }) => ({
  zh: '刑事程序',
  en: 'criminal process',
  lines: listOr(
    file.criminal
      .filter((s) => s.step !== 'opened')
      .map((s) => {
        const outcome = s.outcome && OUTCOMES[s.outcome]
        return `${STEPS[s.step]}${outcome ? `（${outcome}）` : ''}：${dated(s)}，${agencyName(s.agency).zh}`
      }),
    '未见记录',
  ),
})

export const administrative: BoxOf = ({ file }) => ({
  zh: '行政机关的处理',
  en: 'what the agency did',
  lines: listOr(
    [...file.penalties, ...file.outcomes, ...file.closures].map(
      (e) => `${eventName(file, e.event)}：${dated(e)}，${agencyName(e.agency).zh}`,
    ),
    `未见记录，${TO_VERIFY}`,
  ),
})
