import type { When } from '@case-ledger/contracts'
import { agencyName, dateZh, quantity } from '../explain/format.ts'
import { dateOf, type Entry, type Penalty, standingPenalties } from '../file/matter-file.ts'
import { type BoxOf, listOr, TO_VERIFY } from './box.ts'
import type { FindingView } from './model.ts'

export const dated = (entry: Entry | undefined): string => day(dateOf(entry))
export const day = (w: When | undefined): string => (w === undefined ? TO_VERIFY : dateZh(w.value))

/** The decision the finding is about: the last that stands and does not name somebody else. */
export const penaltyOf = ({ file, finding }: FindingView): Penalty | undefined =>
  standingPenalties(file).findLast((p) => p.subject === undefined || p.subject === finding.subject)

export const party: BoxOf = ({ party: { name, code } }) => ({
  zh: '当事人及代码',
  en: 'party and code',
  lines: [name, `代码：${code ?? TO_VERIFY}`],
})

export const sameSubject: BoxOf = (view) => {
  const penalty = penaltyOf(view)
  const same = penalty?.subject === view.finding.subject
  return { zh: '与被处罚人同一', en: 'same as the one fined', lines: [same ? '是' : TO_VERIFY] }
}

export const agency: BoxOf = (view) => {
  const penalty = penaltyOf(view)
  const id = penalty?.agency ?? view.file.filings.at(-1)?.agency
  return {
    zh: '处罚机关、文号',
    en: 'agency, number',
    lines: [id === undefined ? TO_VERIFY : agencyName(id).zh, `文号：${penalty?.documentNumber ?? TO_VERIFY}`],
  }
}

export const decision: BoxOf = (view) => {
  const penalty = penaltyOf(view)
  const money = (fen: number | undefined, name: string) =>
    fen === undefined ? [] : [`${name}：${quantity(fen, 'fen').zh}`]
  return {
    zh: '作出、送达、罚没',
    en: 'decision',
    lines: [
      `作出：${dated(penalty)}　送达：${TO_VERIFY}`,
      ...listOr(
        [...money(penalty?.fine, '罚款'), ...money(penalty?.confiscated, '没收'), ...money(penalty?.total, '罚没合计')],
        `罚没：${TO_VERIFY}`,
      ),
    ],
  }
}

export const conduct: BoxOf = ({ sheet }) => ({
  zh: '行为期间、涉案商品',
  en: 'conduct, goods',
  lines: [`${day(sheet?.conduct.from)} 至 ${day(sheet?.conduct.to)}`, `商品：${sheet?.goods ?? TO_VERIFY}`],
})

export const earlier: BoxOf = ({ sheet, finding }) => ({
  zh: '前次处罚',
  en: 'earlier penalties',
  lines: listOr(
    [
      ...(sheet?.priors ?? []).map(
        (p) => `${p.kind === 'administrative' ? '行政' : '刑事'}：${p.document}，${day(p.at)}`,
      ),
      ...finding.reasons
        .filter((r) => r.code === 'punished_within_window')
        .map(({ values: v }) => `行政：案件链${v.matter}，${dateZh(String(v.day))}`),
    ],
    '案卷未见记载',
  ),
})
