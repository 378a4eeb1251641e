import { OFFENCES } from '@case-ledger/contracts'
import type { Reason } from '../families/suspicion.ts'
import { basisName, percent, quantity, yuan } from './format.ts'

export type Sentence = { zh: string; en: string }

/** How one rule is cited: instrument, article, version, and how well its text is sourced. */
export type Citation = Sentence
export type Cite = (rule: string) => Citation
/** Names of elements and of codes, Chinese and English. */
export type NameOf = (key: string) => Sentence

export type Words = { cite: Cite; element: NameOf }

type Template = (values: Reason['values'], words: Words) => Sentence

const text = (v: string | number | undefined, otherwise = '待核'): string =>
  v === undefined || v === '' ? otherwise : String(v)
const offenceName = (v: Reason['values']): Sentence => {
  const article = text(v.offence)
  return { zh: `${OFFENCES[article] ?? article}（刑法第${article}条）`, en: `offence of Criminal Law art. ${article}` }
}

/** What was measured, against which line, as words with the arithmetic. */
const measurement: Template = (v, { cite }) => {
  const basis = basisName(text(v.basis, ''))
  const unit = text(v.unit, 'fen')
  const rule = v.rule === undefined ? { zh: '待核', en: 'to be verified' } : cite(String(v.rule))
  if (typeof v.measured !== 'number' || typeof v.threshold !== 'number') {
    return { zh: `${basis.zh}待核；适用${rule.zh}`, en: `${basis.en} to be verified; ${rule.en}` }
  }
  const [m, t] = [quantity(v.measured, unit), quantity(v.threshold, unit)]
  const ratio = percent(v.measured, v.threshold)
  return {
    zh: `案卷所载${basis.zh}${m.zh}，标准${t.zh}，为标准的${ratio}（${rule.zh}；按${text(v.lawAt)}的规定）`,
    en: `${basis.en} on file ${m.en}, line ${t.en}, ${ratio} of it (${rule.en}; law as of ${text(v.lawAt, 'a date to be verified')})`,
  }
}

const number =
  (zh: string, en: string): Template =>
  (v, words) => {
    const [o, m] = [offenceName(v), measurement(v, words)]
    return { zh: `${o.zh}：${zh}，${m.zh}`, en: `${o.en}: ${en}; ${m.en}` }
  }

const fixed =
  (zh: string, en: string): Template =>
  () => ({ zh, en })

const elementList = (keys: string | number | undefined, words: Words): Sentence | undefined => {
  const list = text(keys, '').split(',').filter(Boolean).map(words.element)
  return list.length === 0 ? undefined : { zh: list.map((e) => e.zh).join('、'), en: list.map((e) => e.en).join('; ') }
}

/** Reason code → sentence. Every code a family gives stands here; a test holds them together. */
export const REASONS: Record<string, Template> = {
  penalty_decided: (v) => {
    const fine =
      typeof v.fine === 'number'
        ? `罚款${yuan(v.fine)}元`
        : typeof v.total === 'number'
          ? `罚没合计${yuan(v.total)}元`
          : '罚款数额待核'
    const fineEn =
      typeof v.fine === 'number'
        ? `fine ${yuan(v.fine)} yuan`
        : typeof v.total === 'number'
          ? `fine and confiscation ${yuan(v.total)} yuan`
          : 'amount to be verified'
    return {
      zh: `${text(v.agency)}于${text(v.day, '（日期待核）')}作出行政处罚决定（文号${text(v.document)}，${fine}）`,
      en: `${text(v.agency)} decided an administrative penalty on ${text(v.day, 'a date to be verified')} (no. ${text(v.document, 'to be verified')}, ${fineEn})`,
    }
  },
  closed_without_penalty: (v) => ({
    zh: `${text(v.agency)}于${text(v.day, '（日期待核）')}未予处罚或结案`,
    en: `${text(v.agency)} closed it without a penalty on ${text(v.day, 'a date to be verified')}`,
  }),
  number_met: number('数额已达标准', 'the number is reached'),
  number_near: number('数额接近标准', 'the number is near the line'),
  number_possible: number('数额可能达到标准', 'the number may be reached'),
  number_not_met: number('数额未达标准', 'the number is not reached'),
  number_none: number('没有对应罪名', 'no offence covers it'),
  number_by_judgment: number('已由生效判决认定', 'settled by judgment'),
  non_transfer_stated: (v) => ({
    zh: `来源载明当时未移送公安机关（载明者：${STATED_BY[text(v.by)] ?? '待核'}）`,
    en: `the source states that it was not transferred to the police (stated by: ${text(v.by)})`,
  }),
  transfer_refused: fixed('案卷记有不批准移送的决定及理由', 'a refusal to transfer, with reasons, is on file'),
  transfer_refused_without_reasons: fixed(
    '案卷记有不批准移送的决定，未见理由（310号第5条第2款）',
    'a refusal to transfer without reasons is on file (Order 310 art. 5(2))',
  ),
  supervised_filing: fixed(
    '刑事立案系检察机关监督后作出',
    'the criminal case was filed only after the procuratorate stepped in',
  ),
  transferred_on_advice_only: fixed(
    '处罚在先，经检察机关建议后才移送',
    "penalised first, transferred only on the procuratorate's advice",
  ),
  penalty_before_police: (v) => ({
    zh: `刑事程序最早记载于${text(v.first)}，在处罚之后，其间未见移送记录`,
    en: `the first recorded criminal step is of ${text(v.first)}, after the penalty, with no record of a transfer between`,
  }),
  no_transfer_on_file: fixed('未见移送公安机关的记录', 'no record of a transfer to the police was found'),
  fine_implies_business: (v, { cite }) => ({
    zh: `罚款${yuan(Number(v.fine))}元，高于${yuan(Number(v.above))}元，依${cite(String(v.rule)).zh}可推知违法经营额达到相应档次，须核实`,
    en: `a fine of ${yuan(Number(v.fine))} yuan, above ${yuan(Number(v.above))}, implies illegal business of the higher bracket (${cite(String(v.rule)).en}); to be verified`,
  }),
  elements: (v, words) => {
    const [yes, no, unknown] = [elementList(v.yes, words), elementList(v.no, words), elementList(v.unknown, words)]
    return {
      zh: `构成要件：已知具备——${yes?.zh ?? '无'}；已知欠缺——${no?.zh ?? '无'}；待核——${unknown?.zh ?? '无'}`,
      en: `elements: present: ${yes?.en ?? 'none'}; absent: ${no?.en ?? 'none'}; to be verified: ${unknown?.en ?? 'none'}`,
    }
  },
  limitation: (v) => ({
    zh: `追诉时效：${v.passed === 'yes' ? '已过' : v.passed === 'no' ? '未过' : '待核'}${v.ends ? `，截至${v.ends}` : ''}`,
    en: `limitation: ${v.passed === 'yes' ? 'passed' : v.passed === 'no' ? 'running' : 'to be verified'}${v.ends ? `, ends ${v.ends}` : ''}`,
  }),
  'flag.grave': fixed('认定情节严重', 'circumstances held grave'),
  'flag.collectively_discussed': fixed('经集体讨论', 'collectively discussed'),
  'flag.punished_before': fixed('曾受处罚', 'punished before'),
  'flag.below_legal_minimum': fixed('低于法定下限处罚', 'penalty below the legal minimum'),
  'flag.appraised': fixed('已作鉴定', 'appraised'),
  fell_across_line: (v) => ({
    zh: `立案时数额${yuan(Number(v.from))}元，处罚时${yuan(Number(v.to))}元，由标准以上降至以下`,
    en: `amount fell across the line: ${yuan(Number(v.from))} yuan at filing, ${yuan(Number(v.to))} at the penalty`,
  }),
  split_over_cases: fixed('同一当事人的行为分作数案处理', "one party's conduct was split over several decisions"),
  punished_within_window: (v, { cite }) => ({
    zh: `同一主体曾于${text(v.day)}受处罚（案件链${text(v.matter)}），在规定期间内（${cite(String(v.rule)).zh}）`,
    en: `the same subject was punished on ${text(v.day)} (matter ${text(v.matter)}), within the window (${cite(String(v.rule)).en})`,
  }),
  priors_not_considered: fixed('本次认定事实未载前次处罚', 'the facts found do not mention it'),
  not_prosecuted: (v) => ({
    zh: `检察机关于${text(v.day)}决定不起诉`,
    en: `not prosecuted, decision of ${text(v.day, 'a date to be verified')}`,
  }),
  not_filed: (v) => ({
    zh: `公安机关于${text(v.day)}决定不予立案`,
    en: `not filed by the police, decision of ${text(v.day, 'a date to be verified')}`,
  }),
  opinion_nothing_done: fixed('检察意见送达后未作处理', "nothing was done after the procuratorate's opinion"),
  no_opinion_in_time: fixed(
    '内部移送和审查期限届满，未见检察意见或不提出意见的理由',
    'the terms of hand-over and review ran out with neither an opinion nor reasons for none',
  ),
  opinion_unanswered: fixed('检察意见送达后逾期未回复', 'the opinion was not answered within its term'),
}

const STATED_BY: Record<string, string> = { source: '公开来源', agency: '行政机关', procuratorate: '检察机关' }
