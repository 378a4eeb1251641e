import type { Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import { type Checkpoint, moveCheckpoint } from './checkpoint.ts'
import type { Decoded } from './decode.ts'
import { describeFault, isPassing } from './fault.ts'
import { park } from './parking.ts'
import { inTransaction } from './transaction.ts'
import type { Work } from './work.ts'

type Runnable = Extract<Decoded, { event: unknown }>
type SetAside = Decoded & { why: string | null }

/**
 * Brings a processor past a batch: rows and checkpoint in one transaction. A batch that fails is rolled back and halved until
 * the event that fails stands alone; that one is parked with its partition and the rest goes on. Throws for faults that pass
 * and when another owner moved the checkpoint; then nothing of the failing part was written.
 */
export const advance = async (
  pool: Pool,
  work: Work,
  from: Checkpoint,
  items: readonly Decoded[],
  to: Position,
): Promise<Checkpoint> => {
  const { run, aside, parked } = sort(items, from.parked)
  try {
    const write = run.length > 0 ? await work.apply(run.map((item) => item.event)) : undefined
    return await commit(pool, work, from, { position: to, parked, aside, ...(write && { write }) })
  } catch (error) {
    if (isPassing(error)) throw error
    const [only] = run
    if (items.length === 1 && only) {
      const partitions = new Set(from.parked).add(only.partition)
      const poison = { ...only, why: describeFault(error) }
      return commit(pool, work, from, { position: to, parked: partitions, aside: [poison] })
    }
    if (items.length < 2) throw error
    const half = items.length >> 1
    const first = items.slice(0, half)
    const middle = await advance(pool, work, from, first, first[first.length - 1]!.at.position)
    return advance(pool, work, middle, items.slice(half), to)
  }
}

/** Events to run, and events to set aside because they or earlier ones of their partition could not be read or handled. */
const sort = (items: readonly Decoded[], before: ReadonlySet<string>) => {
  const parked = new Set(before)
  const run: Runnable[] = []
  const aside: SetAside[] = []
  for (const item of items) {
    if (parked.has(item.partition)) aside.push({ ...item, why: 'fault' in item ? item.fault : null })
    else if ('event' in item) run.push(item)
    else {
      parked.add(item.partition)
      aside.push({ ...item, why: item.fault })
    }
  }
  return { run, aside, parked }
}

type Step = {
  position: Position
  parked: ReadonlySet<string>
  aside: readonly SetAside[]
  write?: Awaited<ReturnType<Work['apply']>>
}

const commit = async (pool: Pool, work: Work, from: Checkpoint, step: Step): Promise<Checkpoint> => {
  await inTransaction(pool, work.schema, async (db) => {
    await moveCheckpoint(db, work.processor, from, step.position)
    await step.write?.(db)
    await park(db, work.processor, step.aside)
  })
  return { position: step.position, epoch: from.epoch, parked: step.parked }
}
