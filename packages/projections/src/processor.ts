import { setTimeout } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import type { Ledger, Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import { advance } from './advance.ts'
import { batches } from './batches.ts'
import { loadCheckpoint } from './checkpoint.ts'
import { type Decode, decodeAll } from './decode.ts'
import { describeFault } from './fault.ts'
import type { Work } from './work.ts'

export type ProcessorOptions = {
  pool: Pool
  ledger: Ledger
  decode: Decode
  /** Most events in one transaction. */
  maxBatch: number
  /** Resolves when work need not wait any longer; undefined = it need not. See `Runtime.hold`. */
  held: () => Promise<void> | undefined
  /** Told of every fault that is tried again; the text holds no personal value. */
  onFault: (processor: string, fault: string) => void
}

export type Processor = {
  work: Work
  /** What it is waiting to try again, if anything. */
  fault(): string | undefined
  /** Resolves once the checkpoint, as this processor moved or read it, is at `position` or further. */
  reached(position: Position, signal: AbortSignal): Promise<void>
  stop(): Promise<void>
}

const LONGEST_PAUSE_MS = 5_000
/**
 * Live events come alone; after each small batch others gather, so that a busy ledger costs transactions by time, not by event.
 * An event after a quiet moment is handled at once.
 */
const GATHER_MS = 20

/** Catches up in large batches, then follows live; after any fault it starts again from the stored checkpoint. */
export const startProcessor = (work: Work, options: ProcessorOptions): Processor => {
  const { pool, ledger, decode, maxBatch, held, onFault } = options
  const stopping = new AbortController()
  const waiting = new Set<{ position: Position; resolve: () => void }>()
  let position = -1n
  /** Resolved while somebody waits for this processor. */
  let asked = Promise.withResolvers<void>()
  let fault: string | undefined

  const arrivedAt = (now: Position) => {
    position = now
    for (const waiter of waiting) if (waiter.position <= now) waiter.resolve()
  }

  const follow = async (onProgress: () => void) => {
    let checkpoint = await loadCheckpoint(pool, work.processor)
    arrivedAt(checkpoint.position)
    if (fault !== undefined && checkpoint.position >= (await ledger.head())) fault = undefined
    const open = (signal: AbortSignal) => ledger.subscribe(checkpoint.position, work.reads, signal)
    for await (const { items, to } of batches(open, maxBatch, stopping.signal)) {
      if (to <= checkpoint.position) continue
      await Promise.race([held(), asked.promise])
      if (stopping.signal.aborted) return
      checkpoint = await advance(pool, work, checkpoint, await decodeAll(items, decode, work.partition), to)
      arrivedAt(checkpoint.position)
      onProgress()
      if (items.length < maxBatch / 2)
        await setTimeout(GATHER_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const run = async () => {
    let pause = 0
    while (!stopping.signal.aborted) {
      try {
        await follow(() => {
          pause = 0
          fault = undefined
        })
      } catch (error) {
        fault = describeFault(error)
        onFault(work.processor, fault)
        pause = Math.min(pause * 2 + 10, LONGEST_PAUSE_MS)
        await setTimeout(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
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
      if (signal.aborted) giveUp()
      signal.addEventListener('abort', giveUp)
      return promise.finally(() => {
        waiting.delete(waiter)
        if (waiting.size === 0) asked = Promise.withResolvers()
        signal.removeEventListener('abort', giveUp)
      })
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
