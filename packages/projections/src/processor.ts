import { setTimeout as pause } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import type { Ledger, Position, StoredBytes } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import { advance } from './advance.ts'
import { batches } from './batches.ts'
import { loadCheckpoint, storedPosition } from './checkpoint.ts'
import { type Decode, type Decoded, decodeAll } from './decode.ts'
import { decodedBatches } from './decoded-batches.ts'
import { describeFault } from './fault.ts'
import { projectionInstruments } from './instruments.ts'
import { type KeptCheckpoint, keepCheckpoint } from './kept-checkpoint.ts'
import type { Leases } from './lease.ts'
import { tracedBatch } from './traces.ts'
import type { Work } from './work.ts'

export type ProcessorOptions = {
  pool: Pool
  ledger: Ledger
  /** The end of the log, shared with the other processors. */
  tail: Pick<Ledger, 'subscribe'>
  decode: Decode
  /** Most events in one transaction. */
  maxBatch: number
  /** Resolves when work need not wait any longer; undefined = it need not. See `Runtime.hold`. */
  held: () => Promise<void> | undefined
  /** Told of every fault that is tried again; the text holds no personal value. */
  onFault: (processor: string, fault: string) => void
  /** Told of every partition that was set aside. */
  onParked: (processor: string, partition: string) => void
}

export type Turn = {
  /** Whose turn it is; left out = nobody else works on it (a rebuild beside the live one). */
  leases?: Leases
  /** Registers the processor; begins it anew where the ledger is another one than its checkpoint knows. */
  register: () => Promise<void>
}

export type Processor = {
  work: Work
  /** What it is waiting to try again, if anything. */
  fault(): string | undefined
  /** Resolves once everything up to `position` was taken in or does not concern it, whichever process runs it. */
  reached(position: Position, signal: AbortSignal): Promise<void>
  /** Resolves once the stored checkpoint says so too. */
  save(): Promise<void>
  stop(): Promise<void>
}

const isTakenOver = (error: unknown): boolean => error instanceof LedgerError && error.code === 'projection.taken_over'

const LONGEST_PAUSE_MS = 5_000
/**
 * Live events come alone; after each small batch others gather, so that a busy ledger costs transactions by time, not by event.
 * An event after a quiet moment is handled at once.
 */
const GATHER_MS = 20
/** How long a standby waits between looks at the stored checkpoint, while somebody waits for it. */
const SHORTEST_LOOK_MS = 1
const LONGEST_LOOK_MS = 50

/**
 * Waits for its turn, catches up in large batches, then follows live; after any fault, and when another process took its
 * turn, it starts again from the stored checkpoint.
 */
export const startProcessor = (work: Work, options: ProcessorOptions, { leases, register }: Turn): Processor => {
  const { pool, ledger, tail, decode, maxBatch, held, onFault, onParked } = options
  const { restarts, batchSize } = projectionInstruments()
  const stopping = new AbortController()
  const waiting = new Set<{ position: Position; resolve: () => void }>()
  let position = -1n
  /** Resolved while somebody waits for this processor. */
  let asked = Promise.withResolvers<void>()
  let fault: string | undefined
  let kept: KeptCheckpoint | undefined

  const arrivedAt = (now: Position) => {
    position = now
    for (const waiter of waiting) if (waiter.position <= now) waiter.resolve()
  }

  let endGathering = () => {}
  const gather = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS)
      endGathering = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  /** Until it is this process's turn; who waits meanwhile is answered from the stored checkpoint. */
  const standBy = async (): Promise<AbortSignal | undefined> => {
    if (!leases) return stopping.signal
    let term: AbortSignal | undefined
    const begun = leases.term(work.processor, stopping.signal).then((signal) => {
      term = signal
    })
    let look: number = SHORTEST_LOOK_MS
    while (!term && !stopping.signal.aborted) {
      await Promise.race([begun, asked.promise])
      if (waiting.size === 0 || term) continue
      arrivedAt(await storedPosition(pool, work.processor))
      look = waiting.size === 0 ? SHORTEST_LOOK_MS : Math.min(look * 2, LONGEST_LOOK_MS)
      await Promise.race([begun, pause(look)])
    }
    return term
  }

  const follow = async (term: AbortSignal, onProgress: () => void) => {
    await register()
    const found = await loadCheckpoint(pool, work.processor, leases?.owner)
    arrivedAt(found.position)
    if (fault !== undefined && found.position >= (await ledger.head())) fault = undefined
    const unsaved = new AbortController()
    const ended = AbortSignal.any([term, stopping.signal, unsaved.signal])
    const checkpoint = keepCheckpoint(
      found,
      (from, to) => advance(pool, work, from, [], to),
      (error) => unsaved.abort(error),
    )
    kept = checkpoint
    const open = (signal: AbortSignal) => tail.subscribe(found.position, work.reads, signal)
    try {
      const read = batches(open, maxBatch, ended)
      const decodeItems = (items: readonly StoredBytes[]) => decodeAll(items, decode, work.partition)
      for await (const { items, decoded, to } of decodedBatches(read, decodeItems, maxBatch)) {
        if (to <= checkpoint.stored().position) continue
        const hold = held()
        if (hold) await Promise.race([hold, asked.promise])
        if (ended.aborted) break
        if (decoded.length > 0) await takeIn(checkpoint, decoded, to)
        else checkpoint.pass(to)
        arrivedAt(to)
        onProgress()
        if (items.length < maxBatch / 2 && waiting.size === 0) await gather()
      }
      await checkpoint.save()
    } finally {
      checkpoint.close()
    }
    if (unsaved.signal.aborted) throw unsaved.signal.reason
  }

  const takeIn = async (checkpoint: KeptCheckpoint, decoded: readonly Decoded[], to: Position) => {
    const before = checkpoint.stored().parked
    const { parked } = await checkpoint.advance((from) =>
      tracedBatch(work, decoded, () => advance(pool, work, from, decoded, to)),
    )
    batchSize.record(decoded.length, { processor: work.processor })
    if (parked.size > before.size)
      for (const partition of parked) if (!before.has(partition)) onParked(work.processor, partition)
  }

  const run = async () => {
    let rest = 0
    while (!stopping.signal.aborted) {
      try {
        const term = await standBy()
        if (!term) return
        await follow(term, () => {
          rest = 0
          fault = undefined
        })
      } catch (error) {
        if (isTakenOver(error)) await leases?.look()
        else {
          fault = describeFault(error)
          restarts.add(1, { processor: work.processor })
          onFault(work.processor, fault)
        }
        rest = Math.min(rest * 2 + 10, LONGEST_PAUSE_MS)
        await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }
  const running = run()

  return {
    work,
    fault: () => fault,
    reached: (wanted, signal) => {
      if (position >= wanted) return Promise.resolve()
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const waiter = { position: wanted, resolve }
      const giveUp = () =>
        reject(
          new LedgerError('projection.not_caught_up', {
            detail: [work.processor, fault].filter(Boolean).join(': '),
            values: { position: position.toString(), wanted: wanted.toString() },
          }),
        )
      waiting.add(waiter)
      asked.resolve()
      endGathering()
      if (signal.aborted) giveUp()
      signal.addEventListener('abort', giveUp)
      return promise.finally(() => {
        waiting.delete(waiter)
        if (waiting.size === 0) asked = Promise.withResolvers()
        signal.removeEventListener('abort', giveUp)
      })
    },
    save: async () => kept?.save(),
    stop: async () => {
      stopping.abort()
      endGathering()
      await running
    },
  }
}
