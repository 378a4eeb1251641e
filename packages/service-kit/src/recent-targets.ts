import type { Target, Targets } from './targets.ts'

const LIMIT = 10_000

/**
 * The targets of this process's own appends, in front of a lookup that may not have seen them yet. One is dropped only after
 * the lookup has confirmed it, so a slow lookup makes this larger, never wrong.
 */
export const recentTargets = (lookup: Targets, limit = LIMIT) => {
  const recent = new Map<string, Target[]>()
  const keyOf = (matter: string, aggregate: string) => `${aggregate}\n${matter}`

  const confirmOldest = async () => {
    const [key] = recent.keys()
    const entry = key === undefined ? undefined : recent.get(key)
    if (key === undefined || entry === undefined) return
    const [aggregate, matter] = key.split('\n') as [string, string]
    recent.delete(key)
    const seen = new Set((await lookup.find(matter, aggregate)).map((target) => target.stream))
    const unseen = entry.filter((target) => !seen.has(target.stream))
    if (unseen.length > 0) recent.set(key, [...unseen, ...(recent.get(key) ?? [])])
  }

  return {
    async remember(matter: string, aggregate: string, target: Target): Promise<void> {
      const key = keyOf(matter, aggregate)
      const known = recent.get(key) ?? []
      if (!known.some((t) => t.stream === target.stream)) recent.set(key, [...known, target])
      if (recent.size > limit) await confirmOldest()
    },
    async find(matter: string, aggregate: string, atLeast?: bigint): Promise<readonly Target[]> {
      const stored = await lookup.find(matter, aggregate, atLeast)
      const streams = new Set(stored.map((target) => target.stream))
      const own = recent.get(keyOf(matter, aggregate)) ?? []
      return [...stored, ...own.filter((target) => !streams.has(target.stream))]
    },
  }
}
