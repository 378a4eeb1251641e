import { setTimeout as sleep } from 'node:timers/promises'
import { isUnavailable } from './errors.ts'

export type Patience = {
  /** Milliseconds before each further attempt. */
  pauses: readonly number[]
  /** 0 ≤ n < 1: spreads the attempts of many callers, so that a node that comes back is not met by all at once. */
  random(): number
  /** No further attempt once it aborts. */
  signal: AbortSignal
}

/** An election takes about three seconds; an append waits out five of them, a read one. */
export const APPEND_PAUSES = [50, 100, 200, 400, 800, 1000, 1000, 1500, 1500, 2000, 2000, 2000, 2000] as const
export const READ_PAUSES = [20, 50, 100, 200, 400, 800, 1000, 1500] as const

/** Between half of the pause and one and a half of it. */
export const jittered = (pause: number, random: () => number): number => pause * (0.5 + random())

/** Repeats what failed with `ledger.unavailable`, and nothing else. */
export const patiently = async <T>({ pauses, random, signal }: Patience, work: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const pause = pauses[attempt]
      if (pause === undefined || signal.aborted || !isUnavailable(error)) throw error
      await sleep(jittered(pause, random), undefined, { signal }).catch(() => {})
    }
  }
}
