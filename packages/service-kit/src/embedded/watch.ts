import { setTimeout as pause } from 'node:timers/promises'
import type { Layout } from './layout.ts'
import { readPostmaster } from './postmaster-file.ts'

const LOOK_EVERY_MS = 1_000

/**
 * Starts the database again when it ended though nobody stopped it: it was killed, or its disk was full. What fails is tried
 * again at the next look; meanwhile its users get `ledger.unavailable`.
 */
export const watchServer = ({ postmaster }: Layout, start: () => Promise<void>): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
      if (!stopping.signal.aborted && !readPostmaster(postmaster)) await start().catch(() => undefined)
    }
  }
  const watching = watch()
  return {
    stop: () => {
      stopping.abort()
      return watching
    },
  }
}
