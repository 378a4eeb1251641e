import type { FindingRaised } from '@case-ledger/contracts'
import type { Reason } from '../families/suspicion.ts'
import { basisName, dateZh, percent, quantity, yuan } from './format.ts'

type Short = (values: Reason['values']) => string

const day = (v: Reason['values']): string => (typeof v.day === 'string' ? dateZh(v.day) : '日期待核')

const number: Short = ({ measured, threshold, basis, unit }) => {
  const name = basisName(String(basis ?? '')).zh || '数额'
  return typeof measured === 'number' && typeof threshold === 'number'
    ? `${name}${quantity(measured, String(unit ?? 'fen'), String(basis ?? '')).zh}，为标准的${percent(measured, threshold)}`
    : `${name}待核`
}

/** Reason code → the few words a list has room for; what is not here is left to the sheet. */
const SHORT: Readonly<Record<string, Short>> = {
  penalty_decided: (v) =>
    typeof v.fine === 'number'
      ? `${day(v)}罚款${yuan(v.fine)}元`
      : typeof v.total === 'number'
        ? `${day(v)}罚没${yuan(v.total)}元`
        : `${day(v)}处罚`,
  closed_without_penalty: (v) => `${day(v)}未处罚或结案`,
  number_met: number,
  number_near: number,
  number_possible: number,
  number_not_met: number,
  number_none: () => '没有对应罪名',
  number_by_judgment: () => '数额已由判决认定',
  non_transfer_stated: () => '载明未移送',
  transfer_refused: () => '记有不批准移送',
  transfer_refused_without_reasons: () => '不批准移送且未见理由',
  supervised_filing: () => '监督后立案',
  transferred_on_advice_only: () => '建议后才移送',
  penalty_before_police: () => '先罚后刑',
  no_transfer_on_file: () => '未见移送记录',
  fine_implies_business: () => '罚款档次可推知经营额',
  fell_across_line: (v) => `数额由${yuan(Number(v.from))}元降至${yuan(Number(v.to))}元`,
  split_over_cases: () => '一人分作数案',
  punished_within_window: (v) => `${day(v)}曾受处罚（${v.matter}）`,
  priors_not_considered: () => '未载前次处罚',
  not_prosecuted: (v) => `${day(v)}不起诉`,
  not_filed: (v) => `${day(v)}不予立案`,
  opinion_nothing_done: () => '检察意见后未处理',
  no_opinion_in_time: () => '期限届满未见检察意见',
  opinion_unanswered: () => '检察意见逾期未复',
}

/** 要点: one line for the worklist. */
export const gistOf = (reasons: FindingRaised['reasons']): string =>
  reasons.flatMap((r) => SHORT[r.code]?.(r.values) ?? []).join('；')
