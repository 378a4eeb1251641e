import type { PublishedCase } from './schema.ts'

/** Words that make a sentence an opinion, a condition or a doubt: nothing is read from it as a fact. */
const HEDGES = /若|如果|可能|是否|疑似|推算|推断|倒推|无法判断|不等于|不能据此|不能误报|并非|待核|按文意|主张|辩称|有无/

const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** A small number in up to six digits or in Chinese numerals up to 99 (`13`, `两`, `十四`, `二十一`); `undefined` for anything else. */
export const smallNumber = (text: string): number | undefined => {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text]
  const ten = tens === '' ? 1 : (DIGITS[tens ?? ''] ?? (tens === '0' ? 0 : undefined))
  const one = ones === '' ? 0 : DIGITS[ones ?? '']
  return ten === undefined || one === undefined || text === '' ? undefined : ten * 10 + one
}

/** Digits or Chinese numerals, for use inside a pattern. */
export const NUMERAL = '\\d+|[一二两三四五六七八九十]+'

/** What a case says in words, taken apart by how far it may be trusted. */
export type Prose = {
  /** Each step of the case as the source tells it. */
  events: readonly string[]
  /** Titles, steps, goods, decision and roles: the source's own words. */
  told: string
  /** Sentences of the compiler's note that claim a fact, without hedges. */
  noted: readonly string[]
  /** `told` and `noted` cut into clauses, hedged ones left out. */
  statements: readonly string[]
}

const sentences = (text: string): string[] => text.split(/[。；;！!\n]/).filter((s) => s.trim() !== '')
const unhedged = (parts: readonly string[]): string[] => parts.filter((part) => !HEDGES.test(part))

export const proseOf = (file: PublishedCase): Prose => {
  const told = [
    file.title_zh,
    file.source_title,
    file.goods,
    file.admin_penalty?.decision,
    file.criminal?.sentence,
    ...file.agencies.map((agency) => agency.role),
    ...file.events_zh,
  ].filter((part) => part !== undefined)
  const noted = unhedged(sentences(file.note ?? ''))
  return {
    events: file.events_zh,
    told: told.join('。'),
    noted,
    statements: [...unhedged(told.flatMap(sentences)), ...noted],
  }
}

/** Index of the first event that says so, -1 when none does. */
export const eventIndex = (prose: Prose, words: RegExp): number => prose.events.findIndex((event) => words.test(event))
