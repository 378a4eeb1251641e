import type { Tri } from '@case-ledger/contracts'

/** None on file is unknown, for the file may be silent; all undone is a no. */
export const someStand = (standing: readonly boolean[]): Tri =>
  standing.length === 0 ? 'unknown' : standing.includes(true) ? 'yes' : 'no'

/** The list with its last match changed; as it was, when nothing matches. */
export const changeLast = <T>(items: readonly T[], matches: (item: T) => boolean, change: Partial<T>): readonly T[] => {
  const last = items.findLastIndex(matches)
  return items.map((item, index) => (index === last ? { ...item, ...change } : item))
}
