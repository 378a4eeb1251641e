import type { Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { Decoded } from './decode.ts'
import type { Db } from './projection.ts'
import { insertRows } from './rows.ts'

/** An event set aside. `fault` is null for those that merely follow a parked one of their partition. */
export type Parked = {
  processor: string
  partition: string
  position: Position
  stream: string
  revision: number
  eventId: string
  type: string
  fault: string | null
}

export const park = (db: Db, processor: string, events: readonly (Decoded & { why: string | null })[]): Promise<void> =>
  insertRows(
    db,
    'projections.parked',
    events.map(({ at, partition, why }) => ({
      processor,
      partition,
      position: at.position,
      stream: at.stream,
      revision: at.revision,
      event_id: at.id,
      type: at.type,
      fault: why,
    })),
  )

/** In ledger order; of one processor or of all. */
export const listParked = async (db: Db | Pool, processor?: string, partition?: string): Promise<Parked[]> => {
  const { rows } = await db.query<Omit<Parked, 'position'> & { position: string }>(
    `select processor, partition, position, stream, revision, event_id as "eventId", type, fault from projections.parked
     where ($1::text is null or processor = $1) and ($2::text is null or partition = $2) order by processor, position`,
    [processor ?? null, partition ?? null],
  )
  return rows.map((row) => ({ ...row, position: BigInt(row.position) }))
}

/** How many partitions a total over this processor's rows leaves out: what it must then call `incomplete: n`. */
export const countParkedPartitions = async (pool: Pool, processor: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    'select count(distinct partition)::int as n from projections.parked where processor = $1',
    [processor],
  )
  return rows[0]?.n ?? 0
}

/** How many events of one partition the rows leave out. */
export const countParkedEvents = async (pool: Pool, processor: string, partition: string): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    'select count(*)::int as n from projections.parked where processor = $1 and partition = $2',
    [processor, partition],
  )
  return rows[0]?.n ?? 0
}
