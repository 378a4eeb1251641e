import type { ActLine } from '@case-ledger/contracts'
import { normaliseDocumentNumber } from '../../document-number.ts'
import type { Reading } from '../reading.ts'
import type { PartySheet } from '../sheets.ts'
import type { Write } from '../writer.ts'

type Transfer = {
  kind: 'crime' | 'reverse' | 'lead'
  from: string
  to: string
  data?: Record<string, unknown>
  at?: Parameters<Write>[1]['at']
  inferred?: readonly string[]
}

/** One transfer is reported and dispatched; the day is the dispatch's. */
const transferActs = (write: Write, { kind, from, to, data = {}, at, inferred = [] }: Transfer): ActLine[] => [
  write('referral.transfer.report', { agency: from, on: kind, data: { kind }, inferred }),
  write('referral.transfer.dispatch', { at, agency: from, on: kind, data: { kind, to, ...data }, inferred }),
]

/** The procuratorate had to ask for it; not a transfer for prosecution, nor one of a lead to the procuratorate. */
const ASKED_FOR = /(?:建议|督促|监督)[^，。]{0,10}移送(?!(?:审查)?起诉)/

const COPIED = /抄送[^，。]{0,6}检察/
const LETTER = /移送函([\p{L}]{2,20}[〔[［【]\d{4}[〕\]］】]第?\d+号)/u

/** 涉嫌犯罪案件移送 to the police, where the source tells of one. */
export const crimeTransfer = (reading: Reading, sheets: readonly PartySheet[], write: Write): ActLine[] => {
  const { file, agencies, dates, prose, route, charges, tagged } = reading
  if (file.criminal?.transferred !== true) return []
  const basis = file.criminal.transferred_basis
  const copied = COPIED.test(prose.told) || agencies.of('procuratorate').some(({ role }) => /抄送/.test(role))
  const advised =
    route === 'procuratorate_advised' ||
    tagged('procuratorate_advised_transfer') ||
    prose.events.some((event) => /检察/.test(event) && ASKED_FOR.test(event))
  return transferActs(write, {
    kind: 'crime',
    from: agencies.who('administrative', 'transferring'),
    to: agencies.who('police', 'police'),
    at: dates.at('transferred'),
    data: {
      ...(copied ? { copyTo: agencies.who('procuratorate') } : {}),
      offences: [...new Set(charges.map(({ offence }) => offence))],
      suspects: sheets.filter(({ accused }) => accused).map(({ party }) => party),
      ...(advised ? { onAdvice: true } : {}),
    },
    inferred: basis === 'stated' ? [] : [`criminal.transferred:${basis ?? 'unstated'}`],
  })
}

/** From the police or the procuratorate back to the agency 反向移送, or from one agency to another 横向移送. */
export const otherTransfers = (reading: Reading, write: Write): ActLine[] => {
  const { file, agencies, dates, tagged } = reading
  const acts: ActLine[] = []
  const to = agencies.who('administrative', 'receivingOpinion')
  const word = file.criminal?.route
  const fromPolice =
    word === 'police_returned_to_admin' || word === 'police_then_admin' || tagged('police_returned_to_admin')
  const at = dates.at('returned')
  if (fromPolice || at) {
    const sender = fromPolice ? agencies.who('police', 'police') : agencies.who('procuratorate', 'nonProsecution')
    acts.push(...transferActs(write, { kind: 'reverse', from: sender, to, at, inferred: at ? [] : ['criminal.route'] }))
    const goods = dates.at('goodsHandedOver')
    if (goods)
      acts.push(write('referral.transfer.handOverGoods', { at: goods, agency: sender, on: 'reverse', data: { to } }))
  }
  const sender = agencies.whoExactly('administrative', 'laterally')
  const receiver = agencies.of('administrative').find(({ id }) => id !== sender?.id)
  if (sender && receiver && (tagged('lateral_transfer') || file.criminal?.transferred !== true)) {
    const number = LETTER.exec(sender.role)?.[1]
    acts.push(
      ...transferActs(write, {
        kind: 'lead',
        from: sender.id,
        to: receiver.id,
        data: number ? { documentNumber: normaliseDocumentNumber(number) } : {},
      }),
    )
  }
  return acts
}
