import { LedgerError } from '@case-ledger/contracts'
import type { Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { Db } from './projection.ts'

/** How far a processor got, and what it remembers to get further. */
export type Checkpoint = {
  position: Position
  epoch: bigint
  /** Partitions set aside; their later events follow them. */
  parked: ReadonlySet<string>
}

/**
 * Reads it; throws when the processor was never registered. With `owner`: throws `projection.taken_over` where another one has
 * the lease, so that the epoch read is the owner's own.
 */
export const loadCheckpoint = async (pool: Pool, processor: string, owner?: string): Promise<Checkpoint> => {
  const { rows } = await pool.query<{ position: string; epoch: string; parked: string[]; owner: string | null }>(
    `select position, epoch, array(select distinct partition from projections.parked p where p.processor = c.processor)
       as parked, (select owner from projections.leases l where l.processor = c.processor) as owner
     from projections.checkpoints c where processor = $1`,
    [processor],
  )
  const row = rows[0]
  if (!row) throw new LedgerError('projection.unknown', { detail: processor })
  if (owner !== undefined && row.owner !== owner) throw new LedgerError('projection.taken_over', { detail: processor })
  return { position: BigInt(row.position), epoch: BigInt(row.epoch), parked: new Set(row.parked) }
}

/** How far it got, whoever works on it; -1 = it was never registered. */
export const storedPosition = async (pool: Pool, processor: string): Promise<Position> => {
  const { rows } = await pool.query<{ position: string }>(
    'select position from projections.checkpoints where processor = $1',
    [processor],
  )
  return BigInt(rows[0]?.position ?? -1)
}

/**
 * Compare-and-set, first statement of every batch's transaction: it locks the row, so that of two owners one waits and then
 * finds that it lost, before either has written a row of the read model. Throws `projection.taken_over`.
 */
export const moveCheckpoint = async (db: Db, processor: string, from: Checkpoint, to: Position): Promise<void> => {
  const moved = await db.query(
    'update projections.checkpoints set position = $4 where processor = $1 and epoch = $2 and position = $3',
    [processor, from.epoch, from.position, to],
  )
  if (moved.rowCount !== 1) throw new LedgerError('projection.taken_over', { detail: processor })
}

/** Takes the row from whoever works on it: their next compare-and-set fails and they read it again. */
export const fence = async (db: Db, processor: string): Promise<Position> => {
  const { rows } = await db.query<{ position: string }>(
    'update projections.checkpoints set epoch = epoch + 1 where processor = $1 returning position',
    [processor],
  )
  const row = rows[0]
  if (!row) throw new LedgerError('projection.unknown', { detail: processor })
  return BigInt(row.position)
}
