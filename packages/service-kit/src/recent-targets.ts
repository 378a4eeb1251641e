import type { Target, Targets } from './targets.ts'

const LIMIT = 10_000

/**
 * The targets of this process's own appends, in front of a lookup that may not have seen them yet. One is dropped only after
 * the lookup has confirmed it, so a slow lookup makes this larger, never wrong.
 */
export const recentTargets = (lookup: Targets, limit = LIMIT) => {
  const recent = new Map<string, Target[]>()
  const keyOf = (matter: string, aggregate: string) => `${aggregate}\n${matter}`

  /** Dropped only once confirmed, so that no search in between misses it; else it goes to the end of the queue. */
  const confirmOldest = async () => {
    const [key] = recent.keys()
    if (key === undefined) return
    const [aggregate, matter] = key.split('\n') as [string, string]
    const seen = new Set((await lookup.find(matter, aggregate)).map((target) => target.stream))
    const unseen = (recent.get(key) ?? []).filter((target) => !seen.has(target.stream))
    recent.delete(key)
    if (unseen.length > 0) recent.set(key, unseen)
  }

  return {
    async remember(matter: string, aggregate: string, target: Target): Promise<void> {
      const key = keyOf(matter, aggregate)
      const known = recent.get(key) ?? []
      if (!known.some((t) => t.stream === target.stream)) recent.set(key, [...known, target])
      if (recent.size > limit) await confirmOldest()
    },
    async find(matter: string, aggregate: string, atLeast?: bigint): Promise<readonly Target[]> {
      // Own ones first: one that is dropped meanwhile, the lookup has.
      const own = recent.get(keyOf(matter, aggregate)) ?? []
      const stored = await lookup.find(matter, aggregate, atLeast)
      const streams = new Set(stored.map((target) => target.stream))
      return [...stored, ...own.filter((target) => !streams.has(target.stream))]
    },
  }
}
