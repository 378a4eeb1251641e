import type { Position } from './port.ts'

/** Lets readers that reached the head sleep until it moves. */
export type HeadWatch = {
  /** The head is known to be at `position` or further. */
  reached(position: Position): void
  /** Another log stands in this one's place, its head at `position`: all who sleep look again. */
  replaced(position: Position): void
  /** Resolves once the head is beyond `position`, or on abort. */
  beyond(position: Position, signal: AbortSignal): Promise<void>
  isWaitedFor(): boolean
}

export const createHeadWatch = (): HeadWatch => {
  const sleepers = new Set<{ position: Position; wake: () => void }>()
  let head: Position = -1n
  return {
    reached(position) {
      if (position <= head) return
      head = position
      for (const sleeper of sleepers) if (sleeper.position < head) sleeper.wake()
    },
    replaced(position) {
      head = position
      for (const sleeper of sleepers) sleeper.wake()
    },
    beyond(position, signal) {
      if (position < head || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const sleeper = { position, wake: () => {} }
        sleeper.wake = () => {
          sleepers.delete(sleeper)
          signal.removeEventListener('abort', sleeper.wake)
          resolve()
        }
        sleepers.add(sleeper)
        signal.addEventListener('abort', sleeper.wake)
      })
    },
    isWaitedFor: () => sleepers.size > 0,
  }
}
