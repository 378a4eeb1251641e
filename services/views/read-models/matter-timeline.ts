import {
  firstDay,
  type Irregularity,
  lastDay,
  type Mode,
  type OccurredAt,
  type Provenance,
  type Stored,
} from '@case-ledger/contracts'
import { categoryOf } from '@case-ledger/ledger'
import { defineProjection, insertRows, type Reader, type ReadOptions } from '@case-ledger/projections'

/** What happened in each matter 案件时间轴: references, dates and codes; the data itself is read from the ledger. */
export const matterTimeline = defineProjection({
  name: 'matter-timeline',
  version: 1,
  reads: {},
  migrate: `
    create table entries (
      position bigint primary key,
      matter text not null,
      event_id text not null,
      stream text not null,
      revision integer not null,
      type text not null,
      -- null = unknown
      occurred_at text,
      precision text,
      first_day date,
      last_day date,
      recorded_at timestamptz not null,
      agency text not null,
      mode text not null,
      provenance_kind text,
      irregularities jsonb not null,
      classification text not null,
      audience text[] not null
    );
    create index entries_of_matter on entries (matter, position);`,
  handle: (events, db) =>
    insertRows(db, 'entries', events.filter(({ header }) => header.matter !== undefined).map(toRow)),
})

const toRow = ({ position, stream, revision, type, recordedAt, header }: Stored) => ({
  position,
  matter: header.matter,
  event_id: header.id,
  stream,
  revision,
  type,
  ...(header.occurredAt !== 'unknown' && {
    occurred_at: header.occurredAt.value,
    precision: header.occurredAt.precision,
    first_day: firstDay(header.occurredAt),
    last_day: lastDay(header.occurredAt),
  }),
  recorded_at: recordedAt,
  agency: header.agency,
  mode: header.mode,
  provenance_kind: header.provenance?.kind,
  irregularities: header.irregularities ?? [],
  classification: header.classification,
  audience: header.audience,
})

export type TimelineEntry = {
  position: bigint
  id: string
  stream: string
  aggregate: string
  revision: number
  type: string
  occurredAt: OccurredAt
  /** ISO instant, UTC. */
  recordedAt: string
  agency: string
  mode: Mode
  provenance?: Provenance['kind']
  irregularities: readonly Irregularity[]
  classification: Stored['header']['classification']
  audience: readonly string[]
}

/** Days are YYYY-MM-DD, Asia/Shanghai, both inclusive. */
export type TimelineQuery = ReadOptions & {
  /** Only what had certainly happened by the end of this day: its last possible day is not later. */
  asOf?: string
  /** Only what the ledger had recorded by the end of this day. */
  knownAt?: string
}

export type Timeline = {
  /** By the first day on which it can have happened, then as recorded. */
  dated: TimelineEntry[]
  /** Nothing is known of when they happened; `asOf` cannot tell about them. */
  undated: TimelineEntry[]
  /** Events of this matter that could not be taken in (see `ledger status`): the timeline lacks them. */
  incomplete: number
}

type Row = Omit<TimelineEntry, 'position' | 'occurredAt' | 'provenance' | 'aggregate' | 'recordedAt'> & {
  position: string
  occurred_at: string | null
  precision: 'instant' | 'day' | 'month' | 'year' | null
  recorded_at: Date
  provenance_kind: Provenance['kind'] | null
}

export const readTimeline = async (reader: Reader, matter: string, query: TimelineQuery = {}): Promise<Timeline> => {
  const rows = await reader.rows<Row>(
    matterTimeline,
    query,
    (schema) => `
      select position, event_id as id, stream, revision, type, occurred_at, precision, recorded_at, agency, mode,
        provenance_kind, irregularities, classification, audience
      from ${schema}.entries
      where matter = $1
        and ($2::date is null or last_day is null or last_day <= $2)
        and ($3::date is null or recorded_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai')
      order by first_day, position`,
    [matter, query.asOf ?? null, query.knownAt ?? null],
  )
  const entries = rows.map(toEntry)
  return {
    dated: entries.filter((entry) => entry.occurredAt !== 'unknown'),
    undated: entries.filter((entry) => entry.occurredAt === 'unknown'),
    incomplete: await reader.parkedEvents(matterTimeline, matter),
  }
}

const toEntry = ({ position, occurred_at, precision, recorded_at, provenance_kind, ...row }: Row): TimelineEntry => ({
  ...row,
  position: BigInt(position),
  aggregate: categoryOf(row.stream),
  occurredAt: occurred_at !== null && precision !== null ? { value: occurred_at, precision } : 'unknown',
  recordedAt: recorded_at.toISOString(),
  ...(provenance_kind !== null && { provenance: provenance_kind }),
})
