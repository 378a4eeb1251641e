import type { FindingRaised } from '@case-ledger/contracts'
import type { NameOf, Sentence, Words } from './reasons.ts'
import { REASONS } from './reasons.ts'

export type Explained = Sentence & {
  missing: readonly (Sentence & { code: string })[]
  against: readonly (Sentence & { code: string })[]
  clearedBy: readonly (Sentence & { code: string })[]
}

/** Names of parties as the reader may see them: opened, masked or erased; never stored with the finding. */
export type PartyName = (subject: string) => string

/**
 * The sentences of a finding, rendered when read (D12): what happened, which dated rule, what is missing, what speaks
 * against, how far was searched, what would clear it. Written so that they can stand in a letter.
 */
export const explain = (finding: FindingRaised, party: PartyName, words: Words, code: NameOf): Explained => {
  const sentences = finding.reasons.map((r) => REASONS[r.code]?.(r.values, words) ?? { zh: r.code, en: r.code })
  const named = (codes: readonly string[]) => codes.map((c) => ({ code: c, ...code(c) }))
  const [missing, against, clearedBy] = [named(finding.missing), named(finding.against), named(finding.clearedBy)]
  const list = (of: readonly Sentence[], lang: 'zh' | 'en') => of.map((s) => s[lang]).join(lang === 'zh' ? '、' : '; ')
  const { position, day } = finding.searched
  const who = party(finding.subject)
  const zh = [
    `【待核实】当事人${who}：${sentences.map((s) => s.zh).join('。')}。`,
    `检索范围：截至${day}，本账本第${position}号以前的记录。`,
    missing.length > 0 ? `尚缺：${list(missing, 'zh')}。` : '',
    against.length > 0 ? `反证：${list(against, 'zh')}。` : '',
    `可据以消除：${list(clearedBy, 'zh')}。`,
    finding.history ? '刑事程序其后已启动，本条作为历史记录。' : '',
  ]
  const en = [
    `[To verify] Party ${who}: ${sentences.map((s) => s.en).join('. ')}.`,
    `Searched: this ledger's records up to position ${position}, as of ${day}.`,
    missing.length > 0 ? `Missing: ${list(missing, 'en')}.` : '',
    against.length > 0 ? `Against: ${list(against, 'en')}.` : '',
    `Would clear it: ${list(clearedBy, 'en')}.`,
    finding.history ? 'Criminal process followed; this stands as history.' : '',
  ]
  return { zh: zh.filter(Boolean).join(''), en: en.filter(Boolean).join(' '), missing, against, clearedBy }
}
