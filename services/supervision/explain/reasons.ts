import { OFFENCES } from '@case-ledger/contracts'
import type { Reason } from '../families/suspicion.ts'
import { agencyName, basisName, dateZh, percent, quantity, yuan } from './format.ts'

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
  const law =
    typeof v.lawAt === 'string'
      ? { zh: `按${dateZh(v.lawAt)}有效的规定判断`, en: `law as of ${v.lawAt}` }
      : {
          zh: '行为时间待核，适用哪一版本待核',
          en: 'date of the conduct, and so the version of the law, to be verified',
        }
  const standard = { zh: `适用标准：${rule.zh}；${law.zh}`, en: `Standard: ${rule.en}; ${law.en}` }
  if (typeof v.measured !== 'number' || typeof v.threshold !== 'number')
    return {
      zh: `${basis.zh || '数额'}待核。${standard.zh}`,
      en: `${basis.en || 'amount'} to be verified. ${standard.en}`,
    }
  const [m, t] = [v.measured, v.threshold].map((n) => quantity(n, unit, text(v.basis, ''))) as [Sentence, Sentence]
  const ratio = percent(v.measured, v.threshold)
  return {
    zh: `案卷所载${basis.zh}${m.zh}，标准${t.zh}，为标准的${ratio}。${standard.zh}`,
    en: `${basis.en} on file ${m.en}, line ${t.en}, ${ratio} of it. ${standard.en}`,
  }
}

const number =
  (zh: string, en: string): Template =>
  (v, words) => {
    const [o, m] = [offenceName(v), measurement(v, words)]
    return { zh: `就${o.zh}而言，${zh}：${m.zh}`, en: `as to ${o.en}, ${en}: ${m.en}` }
  }

/** Settled by a court: the figures are its own and need no line beside them. */
const byJudgment: Template = (v) => ({
  zh: `${offenceName(v).zh}的数额和要件已由生效判决认定`,
  en: `number and elements of the ${offenceName(v).en} are settled by a judgment`,
})

const onDay = (v: string | number | undefined): Sentence =>
  typeof v === 'string' ? { zh: `于${dateZh(v)}`, en: ` on ${v}` } : { zh: '', en: '' }
/** What a bracket says of a date that is not known. */
const undated = (v: string | number | undefined): Sentence =>
  v === undefined ? { zh: '日期待核，', en: 'date to be verified, ' } : { zh: '', en: '' }

const fineOf = ({ fine, total }: Reason['values']): Sentence => {
  if (typeof fine === 'number') return { zh: `罚款${yuan(fine)}元`, en: `fine ${yuan(fine)} yuan` }
  if (typeof total === 'number')
    return { zh: `罚没合计${yuan(total)}元`, en: `fine and confiscation ${yuan(total)} yuan` }
  return { zh: '罚款数额待核', en: 'amount to be verified' }
}

/** A decision of one of the criminal bodies, with its day where known. */
const decided =
  (zh: string, en: string): Template =>
  (v) => {
    const [on, open] = [
      onDay(v.day),
      v.day === undefined ? { zh: '（日期待核）', en: ' (date to be verified)' } : undefined,
    ]
    return { zh: zh.replace('$', on.zh) + (open?.zh ?? ''), en: `${en}${on.en}${open?.en ?? ''}` }
  }

const fixed =
  (zh: string, en: string): Template =>
  () => ({ zh, en })

const elementList = (keys: string | number | undefined, words: Words): Sentence => {
  const list = text(keys, '').split(',').filter(Boolean).map(words.element)
  return list.length === 0
    ? { zh: '无', en: 'none' }
    : { zh: list.map((e) => e.zh).join('；'), en: list.map((e) => e.en).join('; ') }
}

/** Reason code → sentence. Every code a family gives stands here; a test holds them together. */
export const REASONS: Record<string, Template> = {
  penalty_decided: (v) => {
    const [agency, on, open, fine] = [agencyName(text(v.agency)), onDay(v.day), undated(v.day), fineOf(v)]
    return {
      zh: `${agency.zh}${on.zh}作出行政处罚决定（${open.zh}文号${text(v.document)}，${fine.zh}）`,
      en: `${agency.en} decided an administrative penalty${on.en} (${open.en}no. ${text(v.document, 'to be verified')}, ${fine.en})`,
    }
  },
  closed_without_penalty: (v) => {
    const [agency, on] = [agencyName(text(v.agency)), onDay(v.day)]
    return {
      zh: `${agency.zh}${on.zh}未予处罚或结案${v.day === undefined ? '（日期待核）' : ''}`,
      en: `${agency.en} closed it without a penalty${on.en || ' (date to be verified)'}`,
    }
  },
  number_met: number('数额已达标准', 'the number is reached'),
  number_near: number('数额接近标准', 'the number is near the line'),
  number_possible: number('数额可能达到标准', 'the number may be reached'),
  number_not_met: number('数额未达标准', 'the number is not reached'),
  number_none: number('没有对应罪名', 'no offence covers it'),
  number_by_judgment: byJudgment,
  non_transfer_stated: (v) => ({
    zh: `${STATED_BY[text(v.by)]?.zh ?? '案卷'}载明当时未移送公安机关`,
    en: `${STATED_BY[text(v.by)]?.en ?? 'the file'} states that it was not transferred to the police`,
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
    zh: `刑事程序最早记载于${typeof v.first === 'string' ? dateZh(v.first) : '（日期待核）'}，在处罚之后，其间未见移送记录`,
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
      zh: `构成要件。具备：${yes.zh}。欠缺：${no.zh}。待核：${unknown.zh}`,
      en: `elements: present: ${yes.en}; absent: ${no.en}; to be verified: ${unknown.en}`,
    }
  },
  limitation: (v) => {
    const ends =
      typeof v.ends === 'string' ? { zh: `，${dateZh(v.ends)}届满`, en: `, ends ${v.ends}` } : { zh: '', en: '' }
    return {
      zh: `追诉时效：${LIMITATION[text(v.passed)]?.zh ?? '待核'}${ends.zh}`,
      en: `limitation: ${LIMITATION[text(v.passed)]?.en ?? 'to be verified'}${ends.en}`,
    }
  },
  'flag.grave': fixed('认定情节严重', 'circumstances held grave'),
  'flag.collectively_discussed': fixed('经集体讨论', 'collectively discussed'),
  'flag.punished_before': fixed('曾受处罚', 'punished before'),
  'flag.below_legal_minimum': fixed('低于法定下限处罚', 'penalty below the legal minimum'),
  'flag.appraised': fixed('已作鉴定', 'appraised'),
  fell_across_line: (v) => ({
    zh: `数额在立案时为${yuan(Number(v.from))}元，处罚时为${yuan(Number(v.to))}元，由标准以上降至标准以下`,
    en: `amount fell across the line: ${yuan(Number(v.from))} yuan at filing, ${yuan(Number(v.to))} at the penalty`,
  }),
  split_over_cases: fixed('同一当事人的行为分作数案处理', "one party's conduct was split over several decisions"),
  punished_within_window: (v, { cite }) => ({
    zh: `同一主体曾${onDay(v.day).zh}受行政处罚（案件链${text(v.matter)}），在规定期间内（${cite(String(v.rule)).zh}）`,
    en: `the same subject was punished on ${text(v.day)} (matter ${text(v.matter)}), within the window (${cite(String(v.rule)).en})`,
  }),
  priors_not_considered: fixed('本次认定事实未载前次处罚', 'the facts found do not mention it'),
  not_prosecuted: decided('检察机关$决定不起诉', 'the procuratorate decided not to prosecute'),
  not_filed: decided('公安机关$决定不予立案', 'the police decided not to file'),
  opinion_nothing_done: fixed('检察意见送达后未作处理', "nothing was done after the procuratorate's opinion"),
  no_opinion_in_time: fixed(
    '内部移送和审查期限届满，未见检察意见或不提出意见的理由',
    'the terms of hand-over and review ran out with neither an opinion nor reasons for none',
  ),
  opinion_unanswered: fixed('检察意见送达后逾期未回复', 'the opinion was not answered within its term'),
}

const STATED_BY: Record<string, Sentence> = {
  source: { zh: '公开来源', en: 'the published source' },
  agency: { zh: '行政机关的材料', en: "the agency's own file" },
  procuratorate: { zh: '检察机关的材料', en: "the procuratorate's file" },
}

const LIMITATION: Record<string, Sentence> = {
  yes: { zh: '已过', en: 'passed' },
  no: { zh: '未过', en: 'running' },
  unknown: { zh: '是否已过待核', en: 'whether it has passed is to be verified' },
}
