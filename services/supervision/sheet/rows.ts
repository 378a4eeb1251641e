import { OFFENCES, type When } from '@case-ledger/contracts'
import { basisName, percent, quantity } from '../explain/format.ts'
import { dateOf, type Entry, standingPenalties } from '../file/matter-file.ts'
import type { FindingView } from './model.ts'

/** An empty box prints 待核: such a sheet is a worksheet, not yet a letter. */
export const TO_VERIFY = '待核'

export type Row = { zh: string; en: string; value: readonly string[] }

const day = (w: When | undefined): string => w?.value ?? TO_VERIFY
const dated = (e: Entry | undefined): string => day(dateOf(e))

/** The boxes of the printed sheet 应移未移线索核查表, in their order. */
export const rowsOf = (view: FindingView): Row[] => {
  const { finding, file, assessment, sheet, party } = view
  const penalty = standingPenalties(file).findLast((p) => p.subject === undefined || p.subject === finding.subject)
  const article = finding.offence
  return [
    { zh: '当事人及代码', en: 'party and code', value: [party.name, party.code ?? `代码${TO_VERIFY}`] },
    {
      zh: '处罚机关、文号、日期',
      en: 'agency, number, decided, served',
      value: [
        penalty?.agency ?? file.filings.at(-1)?.agency ?? TO_VERIFY,
        `文号：${penalty?.documentNumber ?? TO_VERIFY}`,
        `作出：${dated(penalty)}；送达：${TO_VERIFY}`,
        ...(penalty?.fine === undefined ? [] : [`罚款：${quantity(penalty.fine, 'fen').zh}`]),
        ...(penalty?.total === undefined ? [] : [`罚没合计：${quantity(penalty.total, 'fen').zh}`]),
      ],
    },
    { zh: '行为期间', en: 'conduct from – to', value: [`${day(sheet?.conduct.from)} 至 ${day(sheet?.conduct.to)}`] },
    {
      zh: '涉嫌罪名、条文、来源等级',
      en: 'offence, article, source level',
      value: [article ? `${OFFENCES[article] ?? ''}（刑法第${article}条）` : TO_VERIFY, view.rule?.zh ?? TO_VERIFY],
    },
    { zh: '数额／标准／比例', en: 'amount / standard / ratio', value: amountLines(view) },
    { zh: '同一商标、同一种商品、明知等', en: 'elements', value: elementLines(view) },
    {
      zh: '移送情况',
      en: 'transfer',
      value: [transferLine(view), `检索至账本第${finding.searched.position}号，${finding.searched.day}`],
    },
    { zh: '前次处罚', en: 'earlier penalties', value: priorLines(view) },
    { zh: '追诉时效届满', en: 'limitation ends', value: [assessment?.limitation.ends ?? TO_VERIFY] },
    {
      zh: '尚缺（向谁调取）',
      en: 'missing, ask whom',
      value: listOr(
        view.explained.missing.map((m) => m.zh),
        '无',
      ),
    },
    {
      zh: '反证',
      en: 'what speaks against',
      value: listOr(
        view.explained.against.map((m) => m.zh),
        '无',
      ),
    },
    {
      zh: '可据以消除',
      en: 'what would clear it',
      value: listOr(
        view.explained.clearedBy.map((m) => m.zh),
        '无',
      ),
    },
    { zh: '依据的事件', en: 'events relied on', value: finding.events },
    { zh: '来源', en: 'sources', value: listOr(file.sources, TO_VERIFY) },
  ]
}

const listOr = (list: readonly string[], otherwise: string): readonly string[] => (list.length > 0 ? list : [otherwise])

const amountLines = ({ assessment }: FindingView): string[] => {
  if (!assessment?.measured || !assessment.threshold) return [TO_VERIFY]
  const { measured, threshold } = assessment
  const basis = basisName(assessment.limb?.basis ?? '')
  return [
    `${basis.zh} ${quantity(measured.value, measured.unit).zh} ／ 标准 ${quantity(threshold.value, threshold.unit).zh} ／ ${percent(measured.value, threshold.value)}`,
    ...measured.amounts.map(
      (a) =>
        `${basisName(a.basis).zh} ${quantity(a.value, measured.unit).zh}（${BOUND[a.bound]}；计价：${VALUATION[a.valuation]}；页码：${a.page ?? TO_VERIFY}）`,
    ),
  ]
}

const BOUND = { exact: '确数', about: '约数', at_least: '至少', at_most: '至多' } as const
const VALUATION = {
  actual_price: '实际销售价格',
  marked_price: '标价',
  average_price: '平均售价',
  genuine_price: '被侵权产品市场中间价',
  appraised: '价格认定',
  customs: '海关估价',
  nominal: '票面价',
  unknown: TO_VERIFY,
} as const

const STATE = { yes: '具备', no: '欠缺', unknown: TO_VERIFY } as const
const elementLines = ({ assessment, elementName }: FindingView): readonly string[] =>
  listOr(
    Object.entries(assessment?.elements ?? {}).map(([key, state]) => `${elementName(key)}：${STATE[state]}`),
    TO_VERIFY,
  )

const transferLine = ({ file }: FindingView): string => {
  const sent = file.transfers.find((t) => t.kind === 'crime' && t.dispatched)
  if (sent) return `已移送：${dated(sent.dispatched)}`
  if (file.nonTransfer.length > 0) return '载明未移送'
  if (file.transfers.some((t) => t.refused)) return '记有不批准移送'
  return '未知：未见移送记录'
}

const priorLines = ({ sheet }: FindingView): readonly string[] =>
  listOr(
    (sheet?.priors ?? []).map((p) => `${p.kind === 'administrative' ? '行政' : '刑事'}：${p.document}，${day(p.at)}`),
    '未见记载',
  )
