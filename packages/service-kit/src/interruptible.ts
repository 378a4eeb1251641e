/** SIGHUP: the terminal was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Whoever starts a program (npm, a shell, a container) may pass on a Ctrl-C that reached the program already. */
const SAME_PRESS_MS = 1_000

type Interruption = {
  came: boolean
  /** Resolves at the first signal. */
  first: Promise<void>
  release(): void
}

/** Listens from now on. The first signal asks to close; one more, when closing takes too long, ends the process at once. */
const listenForSignals = (): Interruption => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const interruption = { came: false, first: promise, release: () => removeAll() }
  const heard = () => {
    if (!interruption.came) setTimeout(removeAll, SAME_PRESS_MS).unref()
    interruption.came = true
    resolve()
  }
  const removeAll = () => {
    for (const signal of SIGNALS) process.off(signal, heard)
  }
  for (const signal of SIGNALS) process.on(signal, heard)
  return interruption
}

/** Work that goes on until a signal comes. */
export const forever = (): Promise<never> => new Promise(() => undefined)

/**
 * Opens something, works with it, and closes it in any case. A signal cuts the work short, never the opening: what is half
 * open could not be closed. Answers `interrupted` when it was the signal; what `work` still throws then is of no interest.
 */
export const interruptible = async <R, T>(
  open: () => Promise<R>,
  work: (opened: R) => Promise<T>,
  close: (opened: R) => Promise<void>,
): Promise<T | 'interrupted'> => {
  const interruption = listenForSignals()
  try {
    const opened = await open()
    try {
      if (interruption.came) return 'interrupted'
      const working = work(opened)
      working.catch(() => undefined)
      return await Promise.race([working, interruption.first.then(() => 'interrupted' as const)])
    } finally {
      await close(opened)
    }
  } finally {
    interruption.release()
  }
}
