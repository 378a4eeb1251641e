import { LedgerError } from '@case-ledger/contracts'
import pg from 'pg'
import type { CopyTarget, StoredBytes } from '../port.ts'
import { asLedgerError, createPool, queryOf } from './connection.ts'
import { pack } from './send-batch.ts'

const BEGIN = `
  with head as (select last_position from ledger.head for update)
  insert into ledger.copy (origin) select $1 from head
  where last_position = -1 and not exists (select from ledger.copy)
  returning origin`

const COPIED = `
  select h.last_position as head, o.position, o.origin_position as origin from ledger.head h
  left join lateral (select * from ledger.origins order by position desc limit 1) o on true`

const taken = (): LedgerError => new LedgerError('ledger.copy_target_taken', { detail: 'PostgreSQL' })

/** SQLSTATE with which `ledger.copy_events` refuses a store that is no copy, or no longer only that. */
const HOLDS_OTHER = '55000'

const asRefusal = (error: unknown): LedgerError =>
  error instanceof pg.DatabaseError && error.code === HOLDS_OTHER ? taken() : asLedgerError(error)

/** A PostgreSQL ledger as the target of a copy; its schema must be there. */
export const createPostgresCopyTarget = (connectionString: string): CopyTarget => {
  const pool = createPool(connectionString)
  const query = queryOf(pool)
  const copyOf = async () =>
    (
      await query<{ origin: string }>('select origin from ledger.copy').catch((error) =>
        Promise.reject(asLedgerError(error)),
      )
    )[0]?.origin
  return {
    copyOf,
    async begin(ledger) {
      const [begun] = await query(BEGIN, [ledger])
      if (!begun) throw taken()
    },
    async copiedUpTo() {
      const [row] = await query<{ head: bigint; position: bigint | null; origin: bigint | null }>(COPIED)
      if (row!.head !== (row!.position ?? -1n)) throw taken()
      return row!.origin ?? -1n
    },
    async copy(events: readonly StoredBytes[]) {
      const { bounds, payload } = pack(events.flatMap((event) => [event.header, event.data]))
      const values = [
        events.map((event) => event.stream),
        events.map((event) => event.revision),
        events.map((event) => event.recordedAt),
        events.map((event) => event.id),
        events.map((event) => event.type),
        bounds,
        payload,
        events.map((event) => event.position.toString()),
      ]
      await query('select ledger.copy_events($1, $2, $3, $4, $5, $6, $7, $8)', values).catch((error: unknown) => {
        throw asRefusal(error)
      })
    },
    close: () => pool.end(),
  }
}
