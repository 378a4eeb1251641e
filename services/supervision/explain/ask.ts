import type { Sentence } from './reasons.ts'

/** Whom to ask for what is missing, and in which papers it should stand. The first line whose start fits a code holds. */
const ASK: readonly (readonly [start: string, zh: string, en: string])[] = [
  [
    'transfer.',
    '处罚机关、公安机关（移送书、回执、受案登记）',
    'the agency and the police: letter, receipt, registration',
  ],
  ['penalty.', '处罚机关（处罚决定书）', 'the agency: the penalty decision'],
  ['decision.', '处罚机关（处罚决定书、送达回证）', 'the agency: decision and proof of service'],
  ['priors', '处罚机关（前次处罚决定书、案件讨论记录）', 'the agency: the earlier decision, the record of discussion'],
  ['administrative.', '主管行政机关（处理结果）', 'the competent agency: what it decided'],
  [
    'amount.',
    '处罚机关（账册、销售记录、扣押清单、价格认定）',
    'the agency: books, sales records, seizure list, appraisal',
  ],
  [
    'figure.',
    '处罚机关（账册、销售记录、扣押清单、价格认定）',
    'the agency: books, sales records, seizure list, appraisal',
  ],
  ['labels.', '处罚机关（扣押清单、销售记录）', 'the agency: seizure list, sales records'],
  ['copies.', '处罚机关（扣押清单、销售记录）', 'the agency: seizure list, sales records'],
  ['law.', '承办检察官（法律适用，不向单位调取）', 'a question of law for the procurator, not for the unit'],
  ['rule.', '法律审核人（核对条文原文）', 'the legal reviewer: read the text'],
]
const THE_AGENCY = ['处罚机关（行政案卷）', 'the agency: the administrative file'] as const

export const whomToAsk = (code: string): Sentence => {
  const [, zh, en] = ASK.find(([start]) => code.startsWith(start)) ?? ['', ...THE_AGENCY]
  return { zh, en }
}

export const isElement = ({ code }: { code: string }): boolean => code.startsWith('element.')

/** What is missing, gathered by whom to ask: one line of a request each. */
export const requests = (
  missing: readonly (Sentence & { code: string })[],
): readonly { whom: Sentence; what: readonly (Sentence & { code: string })[] }[] =>
  [...Map.groupBy(missing, (m) => whomToAsk(m.code).zh).values()].map((of) => ({
    whom: whomToAsk(of[0]?.code ?? ''),
    what: elementsTogether(of),
  }))

/** The word 要件 once, before the first of several elements. */
const elementsTogether = (what: readonly (Sentence & { code: string })[]): readonly (Sentence & { code: string })[] =>
  what.map((w, i) =>
    isElement(w) && what.slice(0, i).some(isElement)
      ? { ...w, zh: w.zh.replace(/^要件：/, ''), en: w.en.replace(/^element: /, '') }
      : w,
  )
