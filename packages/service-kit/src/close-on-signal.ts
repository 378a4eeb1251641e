import { once } from 'node:events'

/**
 * Waits for SIGINT or SIGTERM, then closes what was opened, last opened first. A second signal is left to end the process
 * at once.
 */
export const closeOnSignal = async (opened: readonly { close(): Promise<unknown> }[]): Promise<void> => {
  const signals = new AbortController()
  const { signal } = signals
  await Promise.race(['SIGINT', 'SIGTERM'].map((name) => once(process, name, { signal }).catch(() => undefined)))
  signals.abort()
  for (const each of opened.toReversed()) await each.close()
}
