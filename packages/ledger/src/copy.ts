import { createHash } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'
import type { CopyTarget, Ledger, Position, StoredBytes } from './port.ts'

export type CopyReport = {
  /** Incarnations of source and target. */
  from: string
  to: string
  events: number
  /** Events that earlier, interrupted runs had copied. */
  resumedAfter: number
  /** SHA-256 over stream, revision, recordedAt, id, type, header and data of all events in order; equal on both sides. */
  digest: string
}

type Options = { onProgress?: (position: Position) => void }

/** Events and bytes that are handed over at once. */
const BATCH_EVENTS = 500
const BATCH_BYTES = 4 * 1024 * 1024

/**
 * Copies a whole ledger into an empty store and proves both equal. Interrupted, it goes on behind the last event copied when it
 * is run again. Nobody may write to the target meanwhile; what is added to the source while it runs is left for another run.
 * Throws `ledger.copy_target_taken` where the target holds anything else, `ledger.copy_differs` where the proof fails.
 */
export const copyLedger = async (
  source: Ledger,
  target: Ledger,
  writing: CopyTarget,
  { onProgress = () => {} }: Options = {},
): Promise<CopyReport> => {
  const [from, to, copyOf] = await Promise.all([source.incarnation(), target.incarnation(), writing.copyOf()])
  if (copyOf === undefined) await writing.begin(from)
  else if (copyOf !== from) throw new LedgerError('ledger.copy_target_taken', { detail: `a copy of ${copyOf}` })
  const start = await writing.copiedUpTo()
  const end = await copyAfter(source, writing, { from, start, onProgress })
  const [original, copied, before] = await Promise.all([
    digestOf(source, end),
    digestOf(target),
    start < 0n ? 0 : digestOf(source, start).then(({ events }) => events),
  ])
  if (original.digest !== copied.digest)
    throw new LedgerError('ledger.copy_differs', { detail: `${original.events} events here, ${copied.events} there` })
  return { from, to, events: copied.events, resumedAfter: before, digest: copied.digest }
}

type Run = { from: string; start: Position; onProgress(position: Position): void }

/** Position in the source of the last event copied. */
const copyAfter = async (source: Ledger, writing: CopyTarget, { from, start, onProgress }: Run): Promise<Position> => {
  let end = start
  let batch: StoredBytes[] = []
  let bytes = 0
  const hand = async () => {
    if (batch.length === 0) return
    await writing.copy(batch, from)
    end = batch.at(-1)!.position
    onProgress(end)
    batch = []
    bytes = 0
  }
  for await (const read of source.readAll(start)) {
    if (read.kind !== 'event') continue
    batch.push(read.event)
    bytes += read.event.header.byteLength + read.event.data.byteLength
    if (batch.length >= BATCH_EVENTS || bytes >= BATCH_BYTES) await hand()
  }
  await hand()
  return end
}

/** Over all events, or those up to a position. */
const digestOf = async (ledger: Ledger, end?: Position): Promise<{ digest: string; events: number }> => {
  const hash = createHash('sha256')
  let events = 0
  for await (const read of ledger.readAll(-1n)) {
    if (read.kind !== 'event') continue
    const { stream, revision, position, recordedAt, id, type, header, data } = read.event
    if (end !== undefined && position > end) break
    events++
    hash.update(JSON.stringify([stream, revision, recordedAt, id, type, header.byteLength, data.byteLength]))
    hash.update(header)
    hash.update(data)
  }
  return { digest: hash.digest('hex'), events }
}
