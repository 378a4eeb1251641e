import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Append, AppendResult } from '../port.ts'
import { asLedgerError, isConnectionLost } from './connection.ts'

/** A batch holds the head row as long as it runs, so it is bounded both ways. */
const MAX_BATCH_APPENDS = 512
const MAX_BATCH_BYTES = 4 * 1024 * 1024
/** Milliseconds to wait before a batch is sent once more after the connection was lost. */
const PAUSES = [50, 150, 400, 1000] as const

type Waiting = { append: Append; size: number; resolve(result: AppendResult): void; reject(error: unknown): void }

/** Sends a batch; one result for each append, in order. All or nothing when it throws. */
export type SendBatch = (batch: readonly Append[]) => Promise<AppendResult[]>

export type GroupCommit = {
  /** `append` was checked already; `size` in bytes. */
  add(append: Append, size: number): Promise<AppendResult>
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>
}

/** While one batch is under way the next gathers: many callers share one commit, a lone caller waits for nobody. */
export const createGroupCommit = (send: SendBatch, pauses: readonly number[] = PAUSES): GroupCommit => {
  const queue: Waiting[] = []
  let running: Promise<void> | undefined

  const take = (): Waiting[] => {
    let count = 0
    for (let bytes = 0; count < Math.min(queue.length, MAX_BATCH_APPENDS); count++) {
      bytes += queue[count]!.size
      if (bytes > MAX_BATCH_BYTES && count > 0) break
    }
    return queue.splice(0, count)
  }

  const commit = async (batch: readonly Waiting[], attempt = 0): Promise<void> => {
    try {
      const results = await send(batch.map((one) => one.append))
      for (const [i, one] of batch.entries()) one.resolve(results[i]!)
    } catch (error) {
      if (isConnectionLost(error)) await repeat(batch, error, attempt)
      else if (batch.length === 1) batch[0]!.reject(asLedgerError(error))
      // Nothing of the batch was stored; alone, only the one at fault fails.
      else for (const one of batch) await commit([one], attempt)
    }
  }

  const repeat = async (batch: readonly Waiting[], error: unknown, attempt: number): Promise<void> => {
    const pause = pauses[attempt]
    const lost = batch.filter((one) => pause === undefined || one.append.expected === 'any')
    for (const one of lost) one.reject(asLedgerError(error, 'connection lost; whether it was recorded is not known'))
    if (pause === undefined) {
      for (const one of queue.splice(0)) one.reject(asLedgerError(error))
      return
    }
    const again = batch.filter((one) => one.append.expected !== 'any')
    if (again.length === 0) return
    await sleep(pause)
    await commit(again, attempt + 1)
  }

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      // One turn, so that callers woken by the batch before can join this one.
      await nextTurn()
      await commit(take())
    }
    running = undefined
  }

  return {
    add: (append, size) =>
      new Promise((resolve, reject) => {
        queue.push({ append, size, resolve, reject })
        running ??= run()
      }),
    idle: () => running ?? Promise.resolve(),
  }
}
