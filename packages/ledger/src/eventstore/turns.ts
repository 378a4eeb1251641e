/** Lets what concerns the same key happen one after another, in the order asked for; other keys do not wait. */
export type Turns = {
  take<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
}

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(key, work) {
      const turn = (last.get(key) ?? Promise.resolve()).then(work, work)
      last.set(key, turn)
      const leave = () => {
        if (last.get(key) === turn) last.delete(key)
      }
      turn.then(leave, leave)
      return turn
    },
    async idle() {
      while (last.size > 0) await Promise.allSettled(last.values())
    },
  }
}
