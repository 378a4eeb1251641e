import { once } from 'node:events'

/** Waits for SIGINT or SIGTERM. A second signal is left to end the process at once. */
export const untilSignal = async (): Promise<void> => {
  const done = new AbortController()
  const came = (name: string) => once(process, name, { signal: done.signal }).catch(() => undefined)
  await Promise.race([came('SIGINT'), came('SIGTERM')])
  done.abort()
}

/**
 * Runs `work`, which a signal may cut short; `close` runs in any case, after whatever came first. Answers `interrupted` when it was
 * the signal; what `work` still throws then is of no interest to anybody.
 */
export const interruptible = async <T>(
  work: () => Promise<T>,
  close: () => Promise<void>,
): Promise<T | 'interrupted'> => {
  const working = work()
  working.catch(() => undefined)
  try {
    return await Promise.race([working, untilSignal().then(() => 'interrupted' as const)])
  } finally {
    await close()
  }
}
