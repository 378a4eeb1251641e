import type { FactSheet, When } from '@case-ledger/contracts'
import { normaliseDocumentNumber, yearOfDocumentNumber } from '../document-number.ts'
import { readDate } from './dates.ts'
import type { Prose } from './prose.ts'
import type { PublishedCase } from './schema.ts'

type Prior = FactSheet['priors'][number]

const DATE = /(\d{4}(?:-\d{2}-\d{2}|-\d{2}|年(?:\d{1,2}月(?:\d{1,2}日)?)?))/
const NUMBER = /[（(]?([\p{L}（）()]{2,20}[〔[［【]\d{4}[〕\]］】]第?\d+号)[）)]?/u
const PUNISHED = /(?:被|受到?|给予)[^，。]{0,6}(?:行政)?处罚|处罚过/
const CONVICTED = /曾因[^，。]*(?:判|刑)|前科|刑满|被判处/
const EARLIER = /曾|前次|此前|先前|再次|再犯|^\d{4}(?:年|-)/
/** Punished before, but for something else: no repeat of an infringement. */
export const OTHER_KIND = /因[^，。]{0,6}(?:虚假宣传|广告|食品|价格|无照|无证|超范围|卫生|消防|计量|质量|不合格)/
const OTHER_SUBJECT = /新公司|另一公司|同一法定代表人|变更主体|换壳|关联公司/

const priorOf = (kind: Prior['kind'], sentence: string, document: string | undefined, prose: Prose): Prior => {
  const written = document ?? NUMBER.exec(sentence)?.[1]
  const number = written === undefined ? undefined : normaliseDocumentNumber(written)
  const dated = DATE.exec(sentence.replace(NUMBER, ''))?.[1]
  const year = number && yearOfDocumentNumber(number)
  const at: When | undefined = (dated && readDate(dated)) || (year ? readDate(year) : undefined)
  const sameSubject = OTHER_SUBJECT.test(prose.told + prose.noted.join()) ? 'unknown' : 'yes'
  return { kind, document: (number ?? '文号未述').slice(0, 200), ...(at ? { at } : {}), sameSubject }
}

/** Earlier penalties and convictions 前次处罚: from `repeat_of`, or from a step that tells of one in a case marked as a repeat. */
export const priorsOf = (file: PublishedCase, prose: Prose): Prior[] => {
  const marked = file.outcome_tags.some((tag) => /repeat/.test(tag))
  const told = (words: RegExp) =>
    prose.events.find((event) => words.test(event) && EARLIER.test(event) && !OTHER_KIND.test(event))
  const number = file.repeat_of && normaliseDocumentNumber(file.repeat_of)
  const naming = number && prose.statements.find((sentence) => normaliseDocumentNumber(sentence).includes(number))
  const penalty = told(PUNISHED)
  const conviction = told(CONVICTED)
  return [
    ...(file.repeat_of || (marked && !conviction) || (penalty && /曾|前次|此前|先前/.test(penalty))
      ? [priorOf('administrative', naming || penalty || '', file.repeat_of, prose)]
      : []),
    ...(conviction ? [priorOf('criminal', conviction, undefined, prose)] : []),
  ]
}
