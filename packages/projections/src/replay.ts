import { LedgerError } from '@case-ledger/contracts'
import type { Ledger, StoredBytes } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import { fence } from './checkpoint.ts'
import { type Decode, decodeAll } from './decode.ts'
import { listParked, type Parked } from './parking.ts'
import { inTransaction } from './transaction.ts'
import type { Work } from './work.ts'

/**
 * Handles a partition's parked events again, in order, all or none; answers how many. Throws what still stands against it.
 * The running processor is fenced off meanwhile and finds the partition free afterwards.
 */
export const replayPartition = async (
  pool: Pool,
  ledger: Ledger,
  decode: Decode,
  work: Work,
  partition: string,
): Promise<number> => {
  for (;;) {
    const parked = await listParked(pool, work.processor, partition)
    const events = (await decodeAll(await fetchParked(ledger, parked), decode, work.partition)).map((decoded) => {
      if ('fault' in decoded)
        throw new LedgerError('ledger.corrupt_event', { detail: `${decoded.at.id}: ${decoded.fault}` })
      return decoded.event
    })
    const write = await work.apply(events)
    const released = await inTransaction(pool, work.schema, async (db) => {
      await fence(db, work.processor)
      const now = await listParked(db, work.processor, partition)
      // Another event joined them in between: begin again with it.
      if (now.length !== parked.length) return false
      if (events.length > 0) await write(db)
      await db.query('delete from projections.parked where processor = $1 and partition = $2', [
        work.processor,
        partition,
      ])
      return true
    })
    if (released) return events.length
  }
}

const fetchParked = async (ledger: Ledger, parked: readonly Parked[]): Promise<StoredBytes[]> => {
  const wanted = new Set(parked.map((event) => event.position))
  const streams = Map.groupBy(parked, (event) => event.stream)
  const found = await Promise.all(
    [...streams].map(([stream, events]) => ledger.read(stream, Math.min(...events.map((event) => event.revision)))),
  )
  return found
    .flat()
    .filter((event) => wanted.has(event.position))
    .sort((a, b) => (a.position < b.position ? -1 : 1))
}
