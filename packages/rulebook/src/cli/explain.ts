import type { Caution } from '../cautions.ts'
import { LIMB_REASONS, limbReason } from '../limbs.ts'
import type { Rulebook } from '../register.ts'
import { type Instrument, isSeriesRule, isTerm, isThreshold, type Rule } from '../rule.ts'
import { computabilityOf } from '../terms/bind.ts'
import { REASONS } from '../terms/uncomputable.ts'
import { measureText } from './measure-text.ts'
import { labelledLines } from './text-lines.ts'

/** What `rules explain ID` says of one rule. */
export type Explanation = {
  rule: Rule
  instrument: Instrument
  measures: { zh: string; en: string }
  /** Whether a program computes it; if not, why. */
  computable: { yes: true } | { yes: false; zh: string; en: string }
  /** The version before and after it; for a term, the other rules of its duty. */
  before?: string
  after?: string
  sameDuty: readonly string[]
  cautions: readonly Caution[]
}

const neighbours = (book: Rulebook, rule: Rule): Pick<Explanation, 'before' | 'after' | 'sameDuty'> => {
  if (isTerm(rule)) {
    const others = book.terms({ dutyGroup: rule.dutyGroup }).filter((term) => term.id !== rule.id)
    return { sameDuty: others.map((term) => term.id) }
  }
  const versions = book.series(rule.series).map((version) => version.id)
  const at = versions.indexOf(rule.id)
  const before = versions[at - 1]
  const after = versions[at + 1]
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }), sameDuty: [] }
}

const computable = (rule: Rule): Explanation['computable'] => {
  if (isTerm(rule)) {
    const answer = computabilityOf(rule)
    if (answer === undefined || answer.computable) return { yes: true }
    const [zh, en] = REASONS[answer.reason]
    const missing = answer.missing === undefined ? '' : `：${answer.missing}`
    return { yes: false, zh: `${zh}${missing}`, en }
  }
  const reason = isThreshold(rule) && rule.role === 'offence' ? limbReason(rule) : undefined
  if (reason === undefined) return { yes: true }
  const [zh, en] = LIMB_REASONS[reason]
  return { yes: false, zh, en }
}

/**
 * Everything known of one rule.
 * @throws LedgerError `rules.unknown_rule`, naming the nearest ids.
 */
export const explainRule = (book: Rulebook, id: string): Explanation => {
  const rule = book.rule(id)
  return {
    rule,
    instrument: book.instrument(rule.instrument),
    measures: measureText(rule),
    computable: computable(rule),
    ...neighbours(book, rule),
    cautions: book.cautions(rule),
  }
}

const date = (day: string | null, confirmed: boolean): string =>
  `${day ?? '至今 still in force'}${confirmed ? '' : '（未核 unconfirmed）'}`

/** The same for people, Chinese first. */
export const explanationText = (explanation: Explanation): string => {
  const { rule, instrument, measures, computable: can, before, after, sameDuty, cautions } = explanation
  const rows: [string, string | undefined][] = [
    ['规则 rule', `${rule.id} ${rule.name.zh} ${rule.name.en}`],
    ['依据 source', [instrument.title, instrument.number, rule.article].filter(Boolean).join(' ')],
    ['所读条文 read at', rule.provision],
    ['起 from', date(rule.from, rule.fromConfirmed)],
    ['止 to', date(rule.to, rule.toConfirmed)],
    [
      '来源级别 evidence',
      `${rule.evidence}${rule.confirmed ? '' : '；未核：最多得出“可能” unconfirmed: `possible` at most'}`,
    ],
    ['口径 measures', isTerm(rule) ? rule.nature : [rule.basis, rule.tier].filter(Boolean).join(' · ')],
    ['标准 line', `${measures.zh} ${measures.en}`],
    ['条件 requires', 'requires' in rule ? rule.requires : undefined],
    ['情形 when', rule.trigger],
    ['主体 whom', isTerm(rule) ? `${rule.obliged}；${rule.debtor}` : rule.obliged],
    ['起算 anchor', isTerm(rule) ? rule.anchor : undefined],
    ['终结 closes', isTerm(rule) ? rule.closes.join('; ') : undefined],
    ['履行 compliance', rule.compliance],
    ['可计算 computable', can.yes ? '是 yes' : `否 no：${can.zh} ${can.en}`],
    ['系列 series', isSeriesRule(rule) ? rule.series : rule.dutyGroup],
    ['前一版 before', before],
    ['后一版 after', after],
    ['同一义务 same duty', sameDuty.length > 0 ? sameDuty.join(' ') : undefined],
    ['注 note', rule.note],
    ['读文所见 text', rule.textNote],
    ...cautions.map((c): [string, string] => ['易错点 caution', `${c.zh} ${c.en}`]),
  ]
  return labelledLines(rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}
