import { setTimeout as sleep } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import { ATTRIBUTES } from '@case-ledger/telemetry'
import { type Span, trace } from '@opentelemetry/api'
import { ledgerInstruments } from '../instruments.ts'
import type { Append, AppendResult } from '../port.ts'
import { asLedgerError, isConnectionLost, isDiskFull, isPassingConflict } from './connection.ts'

/** A batch holds the head row as long as it runs, so it is bounded both ways. */
const MAX_BATCH_APPENDS = 512
const MAX_BATCH_BYTES = 4 * 1024 * 1024
/** So many, or so much, are worth a commit of their own and wait for nobody to join them. */
const WORTH_SENDING_APPENDS = 32
const WORTH_SENDING_BYTES = 64 * 1024
/** Milliseconds to wait before a batch is sent once more after the connection was lost. */
const PAUSES = [50, 150, 400, 1000, 2000, 3000] as const
/** Milliseconds after which a batch is not sent once more, whatever it waited for. */
const PATIENCE = 10_000
/** What may wait for its turn. More is refused at once, so that a store that is slow or away costs no memory without end. */
const MAX_QUEUED_APPENDS = 50_000
const MAX_QUEUED_BYTES = 64 * 1024 * 1024

type Waiting = {
  append: Append
  size: number
  /** The caller's, to be told how many share its commit. */
  span: Span | undefined
  resolve(result: AppendResult): void
  reject(error: unknown): void
}

/** Sends a batch; one result for each append, in order. All or nothing when it throws. */
export type SendBatch = (batch: readonly Append[]) => Promise<AppendResult[]>

export type GroupCommit = {
  /** `append` was checked already; `size` in bytes. Throws `ledger.overloaded` when too many wait. */
  add(append: Append, size: number): Promise<AppendResult>
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>
}

type Options = {
  pauses?: readonly number[]
  /** Told when nothing is queued or under way any more. */
  rest?: () => void
}

/** While one batch is under way the next gathers: many callers share one commit, a lone caller waits for nobody. */
export const createGroupCommit = (
  send: SendBatch,
  { pauses = PAUSES, rest = () => undefined }: Options = {},
): GroupCommit => {
  const queue: Waiting[] = []
  let queuedBytes = 0
  const { batchSize, queueLength } = ledgerInstruments()
  let underWay = false
  let turn: NodeJS.Immediate | undefined
  let resting: PromiseWithResolvers<void> | undefined

  const take = (): Waiting[] => {
    let count = 0
    for (let bytes = 0; count < Math.min(queue.length, MAX_BATCH_APPENDS); count++) {
      bytes += queue[count]!.size
      if (bytes > MAX_BATCH_BYTES && count > 0) break
    }
    queueLength.add(-count)
    batchSize.record(count)
    const batch = queue.splice(0, count)
    for (const { size } of batch) queuedBytes -= size
    for (const { span } of batch) span?.setAttribute(ATTRIBUTES.batch, count)
    return batch
  }

  const commit = async (batch: readonly Waiting[], attempt = 0, since = performance.now()): Promise<void> => {
    try {
      const results = await send(batch.map((one) => one.append))
      for (const [i, one] of batch.entries()) one.resolve(results[i]!)
    } catch (error) {
      if (isConnectionLost(error) || isPassingConflict(error)) await repeat(batch, error, attempt, since)
      else if (batch.length === 1 || isDiskFull(error)) for (const one of batch) one.reject(asLedgerError(error))
      // Nothing of the batch was stored; alone, only the one at fault fails.
      else for (const one of batch) await commit([one], attempt, since)
    }
  }

  const repeat = async (batch: readonly Waiting[], error: unknown, attempt: number, since: number): Promise<void> => {
    const isUnknown = isConnectionLost(error)
    const pause = performance.now() - since < PATIENCE ? pauses[attempt] : undefined
    const lost = batch.filter((one) => pause === undefined || (isUnknown && one.append.expected === 'any'))
    const unknown = isUnknown ? 'connection lost; whether it was recorded is not known' : undefined
    for (const one of lost) one.reject(asLedgerError(error, unknown))
    if (pause === undefined) {
      queuedBytes = 0
      queueLength.add(-queue.length)
      for (const one of queue.splice(0)) one.reject(asLedgerError(error))
      return
    }
    const again = batch.filter((one) => !lost.includes(one))
    if (again.length === 0) return
    await sleep(pause)
    await commit(again, attempt + 1, since)
  }

  const begin = (): void => {
    clearImmediate(turn)
    turn = undefined
    underWay = true
    void commit(take()).then(() => {
      underWay = false
      next()
    })
  }

  const atRest = (): void => {
    rest()
    resting?.resolve()
    resting = undefined
  }

  /** Little waits one turn, so that callers woken by the batch before can join. */
  const next = (): void => {
    if (underWay) return
    if (queue.length >= WORTH_SENDING_APPENDS || queuedBytes >= WORTH_SENDING_BYTES) begin()
    else
      turn ??= setImmediate(() => {
        turn = undefined
        if (queue.length > 0) begin()
        else atRest()
      })
  }

  return {
    add: (append, size) =>
      new Promise((resolve, reject) => {
        if (queue.length >= MAX_QUEUED_APPENDS || queuedBytes + size > MAX_QUEUED_BYTES)
          throw new LedgerError('ledger.overloaded', { detail: `${queue.length} appends wait` })
        queuedBytes += size
        queue.push({ append, size, span: trace.getActiveSpan(), resolve, reject })
        queueLength.add(1)
        next()
      }),
    idle: () => {
      if (!underWay && turn === undefined) return Promise.resolve()
      resting ??= Promise.withResolvers()
      return resting.promise
    },
  }
}
