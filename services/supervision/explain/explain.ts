import type { FindingRaised } from '@case-ledger/contracts'
import { requests } from './ask.ts'
import { dateZh } from './format.ts'
import { gistOf } from './gist.ts'
import type { NameOf, Sentence, Words } from './reasons.ts'
import { REASONS } from './reasons.ts'

export type Explained = Sentence & {
  /** 要点: one short line. */
  gist: string
  /** One whole sentence a point, in order, each fit to be pasted alone; elements and limitation stand beside them. */
  points: readonly Sentence[]
  missing: readonly (Sentence & { code: string })[]
  against: readonly (Sentence & { code: string })[]
  clearedBy: readonly (Sentence & { code: string })[]
}

/** Names of parties as the reader may see them: opened, masked or erased; never stored with the finding. */
export type PartyName = (subject: string) => string

/** Reasons with a box of their own on the sheet. */
const BOXED: readonly string[] = ['elements', 'limitation']

/**
 * The sentences of a finding, rendered when read (D12): what happened, which dated rule, what is missing, what speaks
 * against, how far was searched, what would clear it. Written so that they can stand in a letter.
 */
export const explain = (finding: FindingRaised, party: PartyName, words: Words, code: NameOf): Explained => {
  const said = finding.reasons.map((r) => ({ code: r.code, ...sentence(r, words) }))
  const named = (codes: readonly string[]) => codes.map((c) => ({ code: c, ...code(c) }))
  const [missing, against, clearedBy] = [named(finding.missing), named(finding.against), named(finding.clearedBy)]
  const { position, day } = finding.searched
  const who = party(finding.subject)
  const zh = [
    `【待核实】当事人${who}。`,
    ...said.map((s) => `${s.zh}。`),
    `检索范围：截至${dateZh(day)}，本账本第${position}号以前的记录。`,
    ...asked(missing, 'zh'),
    against.length > 0 ? `反证：${list(against, 'zh')}。` : '',
    `可据以消除：${list(clearedBy, 'zh')}。`,
    finding.history ? HISTORY.zh : '',
  ]
  const en = [
    `[To verify] Party ${who}.`,
    ...said.map((s) => `${capital(s.en)}.`),
    `Searched: this ledger's records up to position ${position}, as of ${day}.`,
    ...asked(missing, 'en'),
    against.length > 0 ? `Against: ${list(against, 'en')}.` : '',
    `Would clear it: ${list(clearedBy, 'en')}.`,
    finding.history ? HISTORY.en : '',
  ]
  return {
    zh: zh.filter(Boolean).join(''),
    en: en.filter(Boolean).join(' '),
    gist: gistOf(finding.reasons),
    points: [
      ...said.filter((s) => !BOXED.includes(s.code)).map((s) => ({ zh: `${s.zh}。`, en: `${capital(s.en)}.` })),
      ...(finding.history ? [HISTORY] : []),
    ],
    missing,
    against,
    clearedBy,
  }
}

const HISTORY: Sentence = {
  zh: '刑事程序其后已启动，本条作为历史记录。',
  en: 'Criminal process followed; this stands as history.',
}

const sentence = (r: FindingRaised['reasons'][number], words: Words): Sentence =>
  REASONS[r.code]?.(r.values, words) ?? { zh: r.code, en: r.code }

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Chinese names of elements hold 、 themselves, so that lists are parted by ；. */
const list = (of: readonly Sentence[], lang: 'zh' | 'en') => of.map((s) => s[lang]).join(lang === 'zh' ? '；' : '; ')

const asked = (missing: Explained['missing'], lang: 'zh' | 'en'): string[] =>
  requests(missing).map(({ whom, what }) =>
    lang === 'zh'
      ? `尚缺：${list(what, 'zh')}。调取对象：${whom.zh}。`
      : `Missing: ${list(what, 'en')}. Ask ${whom.en}.`,
  )
