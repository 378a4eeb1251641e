import type { Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { Db } from './projection.ts'
import { toRows } from './rows.ts'

/** A reaction's command that the handler refused (ReactionRefused): it stays here until a person has looked. */
export type Refusal = {
  reaction: string
  eventId: string
  ordinal: number
  position: Position
  act: string
  commandId: string
  /** Code of the error catalogue. */
  code: string
}

/** The same refusal twice is one: reactions come at least once. */
export const recordRefusals = async (db: Db, refusals: readonly Refusal[]): Promise<void> => {
  if (refusals.length === 0) return
  const rows = refusals.map((r) => ({ ...r, event_id: r.eventId, command_id: r.commandId }))
  await db.query(
    `insert into projections.refusals select * from json_populate_recordset(null::projections.refusals, $1)
     on conflict (reaction, event_id, ordinal) do update set code = excluded.code`,
    [toRows(rows)],
  )
}

/** Oldest first. */
export const listRefusals = async (pool: Pool, reaction?: string): Promise<Refusal[]> => {
  const { rows } = await pool.query<Omit<Refusal, 'position'> & { position: string }>(
    `select reaction, event_id as "eventId", ordinal, position, act, command_id as "commandId", code
     from projections.refusals where $1::text is null or reaction = $1 order by position, reaction, ordinal`,
    [reaction ?? null],
  )
  return rows.map((row) => ({ ...row, position: BigInt(row.position) }))
}
