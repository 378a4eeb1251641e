/** Edit distance of two short strings. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known ids most like a mistyped one; upper and lower case do count, but little (T04-213-t1, T04-213-T1). */
export const nearestIds = (id: string, known: readonly string[], count = 3): string[] => {
  const cost = (other: string) => distance(id.toLowerCase(), other.toLowerCase()) + distance(id, other) / 100
  return known
    .map((other) => ({ other, cost: cost(other) }))
    .sort((a, b) => a.cost - b.cost || (a.other < b.other ? -1 : 1))
    .slice(0, count)
    .map((entry) => entry.other)
}
