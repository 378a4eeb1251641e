import type { HeadWatch } from '../head-watch.ts'
import type { Head } from './read.ts'

/** Milliseconds between looks at the head: short after news, long in quiet. */
const SHORTEST = 5
const LONGEST = 250

export type PolledHead = HeadWatch & {
  /** A head that was read, by whomever: one of another incarnation means that another log stands in this one's place. */
  found(head: Head): void
  stop(): void
}

/**
 * Appends of other processes wake nobody here, and NOTIFY would take a lock inside the append; so while any reader sleeps,
 * one look at the head serves them all. Own appends wake readers at once.
 */
export const pollHead = (watch: HeadWatch, readHead: () => Promise<Head>): PolledHead => {
  let timer: NodeJS.Timeout | undefined
  let pause = SHORTEST
  let stopped = false
  let incarnation: string | undefined

  const found = (head: Head) => {
    if (head.incarnation !== (incarnation ?? head.incarnation)) watch.replaced(head.position)
    else watch.reached(head.position)
    incarnation = head.incarnation
  }
  const look = async () => {
    timer = undefined
    try {
      found(await readHead())
    } catch {
      // The sleeping readers need nothing yet; when they wake they meet the outage themselves.
    }
    pause = Math.min(pause * 2, LONGEST)
    if (watch.isWaitedFor()) arm()
  }
  const arm = () => {
    if (!stopped) timer ??= setTimeout(look, pause)
  }

  return {
    ...watch,
    found,
    beyond(position, signal) {
      pause = SHORTEST
      clearTimeout(timer)
      timer = undefined
      const moved = watch.beyond(position, signal)
      if (watch.isWaitedFor()) arm()
      return moved
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
