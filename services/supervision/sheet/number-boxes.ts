import { type Amount, type Assessment, OFFENCES, type Tri } from '@case-ledger/contracts'
import { basisName, dateZh, percent, quantity } from '../explain/format.ts'
import { type BoxOf, listOr, TO_VERIFY } from './box.ts'

export const offence: BoxOf = ({ finding, rule, assessment }) => ({
  zh: '罪名、标准及来源等级',
  en: 'offence, standard, source',
  lines: [
    finding.offence === null
      ? `罪名：${TO_VERIFY}`
      : `${OFFENCES[finding.offence] ?? ''}（刑法第${finding.offence}条）`,
    rule?.zh ?? `标准：${TO_VERIFY}`,
    `按${assessment?.lawAt ? dateZh(assessment.lawAt) : `${TO_VERIFY}之日`}有效的规定；律师核对原文：${TO_VERIFY}`,
  ],
})

/** For findings that rest on a term or a duty, not on an offence's number. */
export const ruleOnly: BoxOf = ({ rule }) => ({
  zh: '适用条文、来源等级',
  en: 'rule, source',
  lines: [rule?.zh ?? TO_VERIFY, `律师核对原文：${TO_VERIFY}`],
})

export const amount: BoxOf = ({ assessment }) => ({
  zh: '数额、标准、比例',
  en: 'amount, line, ratio',
  lines: amountLines(assessment),
})

const amountLines = (a: Assessment | undefined): string[] => {
  if (!a?.measured || !a.threshold) return [TO_VERIFY]
  const { measured, threshold } = a
  const name = (basis: string) => basisName(basis).zh
  const basis = a.limb?.basis ?? ''
  const show = (value: number, of: string) => quantity(value, measured.unit, of).zh
  return [
    `${name(basis)} ${show(measured.value, basis)} ÷ 标准 ${show(threshold.value, basis)} ＝ ${percent(measured.value, threshold.value)}`,
    ...measured.amounts.map(
      (of) =>
        `${name(of.basis)} ${show(of.value, of.basis)}（${[
          BOUND[of.bound],
          ...(of.stage ? [STAGE[of.stage]] : []),
          `计价：${VALUATION[of.valuation]}`,
          `页码：${of.page ?? TO_VERIFY}`,
        ].join('；')}）`,
    ),
  ]
}

const BOUND: Record<Amount['bound'], string> = { exact: '确数', about: '约数', at_least: '至少', at_most: '至多' }
const STAGE: Record<NonNullable<Amount['stage']>, string> = {
  filing: '立案时',
  penalty: '处罚时',
  investigation: '侦查中',
}
const VALUATION: Record<Amount['valuation'], string> = {
  actual_price: '实际销售价格',
  marked_price: '标价',
  average_price: '平均售价',
  genuine_price: '被侵权产品市场中间价',
  appraised: '价格认定',
  customs: '海关估价',
  nominal: '票面价',
  unknown: TO_VERIFY,
}

const STATES: readonly (readonly [Tri, string])[] = [
  ['yes', '具备'],
  ['no', '欠缺'],
  ['unknown', TO_VERIFY],
]

export const elements: BoxOf = ({ assessment, elementName }) => ({
  zh: '商标、商品、明知等要件',
  en: 'elements',
  lines: listOr(
    STATES.flatMap(([state, name]) => {
      const keys = Object.entries(assessment?.elements ?? {}).filter(([, s]) => s === state)
      return keys.length === 0 ? [] : [`${name}：${keys.map(([key]) => elementName(key)).join('；')}`]
    }),
    TO_VERIFY,
  ),
})

const PASSED: Record<Tri, string> = { yes: '已过', no: '未过', unknown: `是否已过${TO_VERIFY}` }

export const limitation: BoxOf = ({ assessment, today }) => ({
  zh: '追诉时效',
  en: 'limitation',
  lines: [
    `届满：${(today ?? assessment)?.limitation.ends ? dateZh((today ?? assessment)?.limitation.ends ?? '') : TO_VERIFY}`,
    `处罚时${PASSED[assessment?.limitation.passed ?? 'unknown']}；今日${PASSED[today?.limitation.passed ?? 'unknown']}`,
  ],
})
