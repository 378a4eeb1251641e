import type { StoredBytes } from '../port.ts'

/** Reads of streams under way at once; more would only queue inside the server. */
const MOST_UNDER_WAY = 2
const MOST_TOGETHER = 256

export type StreamRead = { stream: string; fromRevision: number }

/** Events of each stream asked for, in order. All or nothing when it throws. */
export type ReadStreams = (asked: readonly StreamRead[]) => Promise<StoredBytes[][]>

type Waiting = StreamRead & { resolve(events: StoredBytes[]): void; reject(error: unknown): void }

/** While reads are under way others gather and go together; a lone one waits for nobody. */
export const groupReads = (readStreams: ReadStreams) => {
  const queue: Waiting[] = []
  let underWay = 0

  const next = (): void => {
    if (underWay === MOST_UNDER_WAY || queue.length === 0) return
    const batch = queue.splice(0, MOST_TOGETHER)
    underWay++
    readStreams(batch)
      .then(
        (found) => {
          for (const [i, one] of batch.entries()) one.resolve(found[i]!)
        },
        (error: unknown) => {
          for (const one of batch) one.reject(error)
        },
      )
      .finally(() => {
        underWay--
        next()
      })
  }

  return (stream: string, fromRevision: number): Promise<StoredBytes[]> =>
    new Promise((resolve, reject) => {
      queue.push({ stream, fromRevision, resolve, reject })
      next()
    })
}
