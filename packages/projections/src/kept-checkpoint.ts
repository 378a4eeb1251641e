import type { Position } from '@case-ledger/ledger'
import type { Checkpoint } from './checkpoint.ts'

/** Milliseconds for which a checkpoint that only passed by what it does not read may stand unwritten. */
const UNWRITTEN_MS = 50

export type KeptCheckpoint = {
  /** As it is stored. */
  stored(): Checkpoint
  /** Nothing up to `to` concerns the processor: written soon, together with what is passed until then, or with the next batch. */
  pass(to: Position): void
  /** Writes a batch and the checkpoint in one transaction. */
  advance(write: (from: Checkpoint) => Promise<Checkpoint>): Promise<Checkpoint>
  /** Resolves when all that was passed is written. */
  save(): Promise<void>
  /** Nothing is written any more. */
  close(): void
}

/**
 * The checkpoint of a running processor: one writer at a time. `onFault` is told when writing what was passed failed; the
 * processor then starts again.
 */
export const keepCheckpoint = (
  from: Checkpoint,
  writePassed: (from: Checkpoint, to: Position) => Promise<Checkpoint>,
  onFault: (error: unknown) => void,
): KeptCheckpoint => {
  let checkpoint = from
  let passed = from.position
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<unknown> = Promise.resolve()
  let closed = false

  const inTurn = (write: () => Promise<Checkpoint>): Promise<Checkpoint> => {
    clearTimeout(timer)
    timer = undefined
    const mine = writing.then(async () => {
      checkpoint = await write()
      return checkpoint
    })
    writing = mine.catch(() => undefined)
    return mine
  }
  const save = async () => {
    await inTurn(async () => (closed || passed <= checkpoint.position ? checkpoint : writePassed(checkpoint, passed)))
  }

  return {
    stored: () => checkpoint,
    pass(to) {
      passed = to
      timer ??= setTimeout(() => void save().catch(onFault), UNWRITTEN_MS)
    },
    advance: (write) => inTurn(() => write(checkpoint)),
    save,
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
