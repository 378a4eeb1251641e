/** How many items have each key, keys in order of their count; items without a key are left out. */
export const tally = <T>(items: readonly T[], key: (item: T) => string | undefined): Record<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) {
    const name = key(item)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]))
}
