import { LIMB_REASONS, limbReason } from '../limbs.ts'
import type { Rulebook } from '../register.ts'
import { isTerm, isThreshold } from '../rule.ts'
import { computabilityOf } from '../terms/bind.ts'
import { REASONS } from '../terms/uncomputable.ts'
import { tally } from './tally.ts'
import { labelledLines } from './text-lines.ts'

/** One reason why rules are not computed, and which. */
export type NotComputable = {
  what: 'limb' | 'term'
  reason: string
  zh: string
  en: string
  /** The step it waits for, Chinese and English. */
  missing?: string
  rules: readonly string[]
}

/** What `rules list` says of the rulebook. */
export type RulesList = {
  digest: string
  total: number
  instruments: number
  offenceVersions: number
  findingRules: number
  kinds: Record<string, number>
  roles: Record<string, number>
  natures: Record<string, number>
  evidence: Record<string, number>
  confirmed: { yes: number; no: number }
  terms: { all: number; withNumber: number; computable: number }
  limbs: { all: number; computable: number }
  notComputable: readonly NotComputable[]
}

type Excuse = Omit<NotComputable, 'rules'> & { rule: string }

const collect = (excuses: readonly Excuse[]): NotComputable[] => {
  const groups = new Map<string, NotComputable & { rules: string[] }>()
  for (const { rule, ...excuse } of excuses) {
    const key = [excuse.what, excuse.reason, excuse.missing].join('|')
    const group = groups.get(key)
    if (group) group.rules.push(rule)
    else groups.set(key, { ...excuse, rules: [rule] })
  }
  return [...groups.values()].sort((a, b) => b.rules.length - a.rules.length)
}

const limbExcuses = (book: Rulebook): Excuse[] =>
  book.rules.filter(isThreshold).flatMap((rule) => {
    const reason = rule.role === 'offence' ? limbReason(rule) : undefined
    if (reason === undefined) return []
    const [zh, en] = LIMB_REASONS[reason]
    return [{ what: 'limb' as const, reason, zh, en, rule: rule.id }]
  })

const termExcuses = (book: Rulebook): Excuse[] =>
  book.terms().flatMap((term) => {
    const answer = computabilityOf(term)
    if (answer === undefined || answer.computable) return []
    const [zh, en] = REASONS[answer.reason]
    const excuse = { what: 'term' as const, reason: answer.reason, zh, en, rule: term.id }
    return [answer.missing === undefined ? excuse : { ...excuse, missing: answer.missing }]
  })

/** Counts of the rulebook, and everything in it that no program computes, with the reason. */
export const rulesList = (book: Rulebook): RulesList => {
  const terms = book.terms()
  const limbs = book.rules.filter((rule) => isThreshold(rule) && rule.role === 'offence')
  const excuses = [...limbExcuses(book), ...termExcuses(book)]
  const excused = (what: NotComputable['what']) => excuses.filter((e) => e.what === what).length
  const confirmed = book.rules.filter((rule) => rule.confirmed).length
  return {
    digest: book.digest,
    total: book.rules.length,
    instruments: book.instruments.length,
    offenceVersions: book.offenceVersions.length,
    findingRules: book.findingRules().length,
    kinds: tally(book.rules, (rule) => rule.kind),
    roles: tally(book.rules, (rule) => (isTerm(rule) ? undefined : rule.role)),
    natures: tally(terms, (term) => term.nature),
    evidence: tally(book.rules, (rule) => rule.evidence),
    confirmed: { yes: confirmed, no: book.rules.length - confirmed },
    terms: {
      all: terms.length,
      withNumber: terms.filter((term) => term.duration !== undefined).length,
      computable: terms.length - excused('term'),
    },
    limbs: { all: limbs.length, computable: limbs.length - excused('limb') },
    notComputable: collect(excuses),
  }
}

const counts = (record: Record<string, number>): string =>
  Object.entries(record)
    .map(([key, value]) => `${key} ${value}`)
    .join(' · ')

const notComputableLines = ({ what, zh, en, missing, rules }: NotComputable): string =>
  `${rules.length} ${what === 'limb' ? '项标准 limbs' : '项期限 terms'}：${zh} ${en}${missing ? `（${missing}）` : ''}\n    ${rules.join(' ')}`

/** The same for people, Chinese first. */
export const rulesListText = (list: RulesList): string =>
  [
    labelledLines([
      ['规则 rules', String(list.total)],
      ['法律文件 instruments', String(list.instruments)],
      ['罪名版本 offence versions', String(list.offenceVersions)],
      ['认定规则 finding rules', String(list.findingRules)],
      ['摘要 digest', list.digest],
      ['种类 kind', counts(list.kinds)],
      ['作用 role', counts(list.roles)],
      ['期限性质 nature', counts(list.natures)],
      ['来源级别 evidence', counts(list.evidence)],
      ['已核 confirmed', `yes ${list.confirmed.yes} · no ${list.confirmed.no}`],
      ['入罪标准 offence limbs', `${list.limbs.all} · 可计算 computable ${list.limbs.computable}`],
      [
        '期限 terms',
        `${list.terms.all} · 有数字 with a number ${list.terms.withNumber} · 可计时 computable ${list.terms.computable}`,
      ],
    ]),
    '不能计算的 not computable',
    ...list.notComputable.map(notComputableLines),
  ].join('\n\n')
