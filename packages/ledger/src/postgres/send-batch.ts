import type { Append, AppendResult, ExpectedRevision } from '../port.ts'
import type { Query } from './connection.ts'

type Row = {
  outcome: 'appended' | 'repeated' | 'conflict' | 'ids_partly_known'
  actual: number
  firstRevision: number
  lastRevision: number
  firstPosition: bigint
  lastPosition: bigint
  recordedAt: string
}

/** ISO instant in UTC with milliseconds, whatever the session's time zone. */
export const isoUtc = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const APPEND = `
  select outcome, actual, first_revision as "firstRevision", last_revision as "lastRevision",
    first_position as "firstPosition", last_position as "lastPosition", ${isoUtc('recorded_at')} as "recordedAt"
  from ledger.append($1, $2, $3, $4, $5, $6, $7, $8)`

const asNumber = (expected: ExpectedRevision): number =>
  expected === 'no_stream' ? -1 : expected === 'any' ? -2 : expected

/** All headers and data in one piece, and where each begins; see the SQL function. */
export const pack = (pieces: readonly Uint8Array[]): { bounds: number[]; payload: Buffer } => {
  const bounds = [0]
  for (const piece of pieces) bounds.push(bounds.at(-1)! + piece.byteLength)
  return { bounds, payload: Buffer.concat(pieces) }
}

const resultOf = ({ outcome, actual, ...place }: Row): AppendResult => {
  if (outcome === 'conflict') return { outcome, actual: actual === -1 ? 'no_stream' : actual }
  if (outcome === 'ids_partly_known') return { outcome }
  return { outcome: 'appended', repeated: outcome === 'repeated', ...place }
}

/** One call of `ledger.append` in a transaction of its own. `now` is null wherever the server's clock counts. */
export const sendBatch = async (
  query: Query,
  batch: readonly Append[],
  now: string | null,
): Promise<AppendResult[]> => {
  const events = batch.flatMap((append) => append.events)
  const { bounds, payload } = pack(events.flatMap((event) => [event.header, event.data]))
  const values = [
    batch.map((append) => append.stream),
    batch.map((append) => asNumber(append.expected)),
    batch.map((append) => append.events.length),
    events.map((event) => event.id),
    events.map((event) => event.type),
    bounds,
    payload,
    now,
  ]
  const rows = await query<Row>(APPEND, values, 'append')
  return rows.map(resultOf)
}
