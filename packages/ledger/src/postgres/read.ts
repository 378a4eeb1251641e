import type { Filter, Position, Read, StoredBytes } from '../port.ts'
import type { Query } from './connection.ts'
import { isoUtc } from './send-batch.ts'

/** The first page is small, for whoever wants one event or follows live; a long way is walked in long steps. */
const FIRST_PAGE = 64
const LAST_PAGE = 1024

const COLUMNS = `stream, revision, position, ${isoUtc('recorded_at')} as "recordedAt", id, type, header, data`

const STREAM = `select ${COLUMNS} from ledger.events where stream = $1 and revision >= $2 order by revision`

const PAGE = `
  select ${COLUMNS} from ledger.events where position > $1 and position <= $2 order by position limit $3`

/** One index scan for each wanted value, merged by position: no scan over what nobody asked for. */
const filteredPage = (column: 'type' | 'category') => `
  select ${COLUMNS} from ledger.events
  join (
    select hit.position from unnest($4::text[]) wanted(value) cross join lateral (
      select e.position from ledger.events e
      where e.${column} = wanted.value and e.position > $1 and e.position <= $2
        and ($5::text[] is null or e.category = any($5))
      order by e.position limit $3
    ) hit order by hit.position limit $3
  ) page using (position)
  order by position`

const TYPE_PAGE = filteredPage('type')
const CATEGORY_PAGE = filteredPage('category')

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

type Range = { after: Position; head: Position; limit: number }

const page = (query: Query, { after, head, limit }: Range, { categories, types }: Filter): Promise<StoredBytes[]> => {
  if (types) return query(TYPE_PAGE, [after, head, limit, distinct(types), categories ?? null])
  if (categories) return query(CATEGORY_PAGE, [after, head, limit, distinct(categories), null])
  return query(PAGE, [after, head, limit])
}

export const readStream = (query: Query, stream: string, fromRevision: number): Promise<StoredBytes[]> =>
  query(STREAM, [stream, fromRevision])

export const readHead = async (query: Query): Promise<Position> => {
  const [row] = await query<{ last_position: bigint }>('select last_position from ledger.head')
  return row!.last_position
}

/**
 * Page by page up to the head as of the call. Positions up to a head that was read are all committed and visible, because
 * the head moves in the transaction that writes them; so nothing can appear behind a reader.
 */
export async function* readAll(query: Query, after: Position, filter: Filter = {}): AsyncGenerator<Read> {
  const head = await readHead(query)
  let position = after
  for (let limit = FIRST_PAGE; position < head; limit = Math.min(limit * 2, LAST_PAGE)) {
    const events = await page(query, { after: position, head, limit }, filter)
    for (const event of events) yield { kind: 'event', event }
    position = events.length < limit ? head : events.at(-1)!.position
    if (position === head && events.at(-1)?.position !== head) yield { kind: 'advanced', position }
  }
}
