import type { Ledger, Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import { sessionKey } from './lease-claim.ts'

/** One processor as `ledger status` shows it. */
export type ProcessorStatus = {
  processor: string
  checkpoint: Position
  head: Position
  /** About how many events it has not looked at yet. */
  lag: number
  /** Events set aside, and in how many partitions. */
  parked: number
  parkedPartitions: number
  /** Commands refused to a reaction. */
  refused: number
  /** The process that works on it, `host:pid:random`; null while none does. */
  owner: string | null
  /** What it is waiting to try again; known only in the process that runs it. */
  fault?: string
}

/** Every processor that ever ran on this database. */
export const readStatus = async (pool: Pool, ledger: Ledger): Promise<ProcessorStatus[]> => {
  const head = await ledger.head()
  const { rows } = await pool.query<Omit<ProcessorStatus, 'head' | 'lag' | 'checkpoint'> & { position: string }>(
    `select c.processor, c.position,
       (select l.owner from projections.leases l where l.processor = c.processor
          and not pg_try_advisory_xact_lock_shared(${sessionKey('l.owner')})) as owner,
       count(p)::int as parked,
       count(distinct p.partition)::int as "parkedPartitions",
       (select count(*)::int from projections.refusals r where 'reaction:' || r.reaction = c.processor) as refused
     from projections.checkpoints c left join projections.parked p on p.processor = c.processor
     group by c.processor order by c.processor collate "C"`,
  )
  return rows.map(({ position, ...row }) => {
    const checkpoint = BigInt(position)
    const behind = checkpoint < head ? Number(head - checkpoint) : 0
    return { ...row, checkpoint, head, lag: Math.ceil(behind / Number(ledger.stride)) }
  })
}
