import type { FactSheet, When } from '@case-ledger/contracts'
import { cameBefore, type Dates, readDate } from './dates.ts'
import type { Prose } from './prose.ts'

const SINCE = [/(\d{4}年(?:\d{1,2}月)?)(?:以来|起|开始)/, /(\d{4}-\d{2}(?:-\d{2})?)起/]
const SPAN = /(\d{4})年(\d{1,2})月?至(\d{1,2})月/

const since = (prose: Prose): When | undefined => {
  for (const statement of prose.statements)
    for (const words of SINCE) {
      const found = words.exec(statement)?.[1]
      if (found) return readDate(found)
    }
  return undefined
}

const span = (text: string): { from?: When; to?: When } => {
  const [, year, from, to] = SPAN.exec(text) ?? []
  const ends = { from: readDate(`${year}-${from}`), to: readDate(`${year}-${to}`) }
  return year === undefined || !ends.from || !ends.to ? {} : { from: ends.from, to: ends.to }
}

/** When it was done 行为期间. A customs declaration is the act itself; otherwise only what the source says. */
export const conductOf = (dates: Dates, prose: Prose, isExport: boolean): FactSheet['conduct'] => {
  const declared = isExport ? dates.at('declared') : undefined
  const told = span(prose.statements.join('。'))
  const from = dates.at('conductStart') ?? declared ?? told.from ?? since(prose)
  const to = dates.at('conductEnd') ?? declared ?? told.to
  const inOrder = !cameBefore(to, [from])
  return { ...(from ? { from } : {}), ...(to && inOrder ? { to } : {}) }
}
