import { type FactSheet, firstDay, lastDay, type MatterFacts, type When } from '@case-ledger/contracts'

/** When it was done 行为期间, as days (YYYY-MM-DD, Asia/Shanghai). The end lies between `endLo` and `endHi`. */
export type Conduct = {
  start?: string
  endLo?: string
  endHi: string
  /** What the end was taken from; `none` = nothing dates it. */
  datedBy: 'conduct' | 'known_by' | 'decision' | 'none'
}

const latest = (days: readonly string[]): string | undefined => days.toSorted().at(-1)
const earliest = (days: readonly string[]): string | undefined => days.toSorted()[0]

const whens = (sheets: readonly FactSheet[], end: 'from' | 'to'): When[] => sheets.flatMap((s) => s.conduct[end] ?? [])

/**
 * Places the conduct of one subject. Only discovery or publication known: the latest possible day. Nothing done after the
 * decision was decided on, so the decision bounds an imprecise date.
 */
export const conductOf = (sheets: readonly FactSheet[], facts: MatterFacts, today: string): Conduct => {
  const start = earliest(whens(sheets, 'from').map(firstDay))
  const ends = whens(sheets, 'to')
  const by: [When[], Conduct['datedBy']][] = [
    [ends, 'conduct'],
    [facts.knownBy ? [facts.knownBy] : [], 'known_by'],
    [facts.decidedAt ? [facts.decidedAt] : [], 'decision'],
  ]
  const found = by.find(([days]) => days.length > 0)
  const begun = start === undefined ? {} : { start }
  if (!found) return { ...begun, ...(start !== undefined && { endLo: start }), endHi: today, datedBy: 'none' }
  const [days, datedBy] = found
  const endLo = latest(days.map(firstDay)) as string
  const decided = facts.decidedAt ? [lastDay(facts.decidedAt)] : []
  const endHi = earliest([latest(days.map(lastDay)) as string, ...decided.filter((d) => d >= endLo), today]) as string
  return { ...begun, endLo: earliest([endLo, endHi]) as string, endHi, datedBy }
}

/** The same day `years` later; 29 February becomes 28. */
export const plusYears = (day: string, years: number): string => {
  const [y, m, d] = day.split('-') as [string, string, string]
  const year = Number(y) + years
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${year}-${m}-${m === '02' && d === '29' && !leap ? '28' : d}`
}

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
