import type { Filter, Position, Read, StoredBytes } from '../port.ts'
import type { Query } from './connection.ts'
import type { ReadStreams } from './group-read.ts'
import { isoUtc } from './send-batch.ts'

/** The first page is small, for whoever wants one event or follows live; a long way is walked in long steps. */
const FIRST_PAGE = 64
const LAST_PAGE = 1024

const COLUMNS = `stream, revision, position, ${isoUtc('recorded_at')} as "recordedAt", id, type, header, data`

const STREAM = `select ${COLUMNS} from ledger.events where stream = $1 and revision >= $2 order by revision`

/** `offset 0` keeps the planner from joining: each stream is looked up by itself, whatever its statistics say. */
const STREAMS = `
  select asked.nth, event.* from unnest($1::text[], $2::integer[]) with ordinality asked(stream, from_revision, nth)
  cross join lateral (
    select ${COLUMNS} from ledger.events
    where events.stream = asked.stream and events.revision >= asked.from_revision offset 0
  ) event
  order by asked.nth, event.revision`

/** Positions are dense, so a page is a range: no plan, however old its statistics, reads more than that. */
const PAGE = `select ${COLUMNS} from ledger.events where position > $1 and position <= $2 order by position`

/**
 * One index scan for each wanted value, merged by position: no scan over what nobody asked for. Compared as pairs, which only
 * that value's index can answer in order; and each event is looked up by itself. Either way the planner has no choice that is
 * good today and reads the whole log once its statistics are others.
 */
export const filteredPage = (column: 'type' | 'category') => `
  select event.* from (
    select hit.position from unnest($4::text[]) wanted(value) cross join lateral (
      select e.position from ledger.events e
      where (e.${column}, e.position) > (wanted.value, $1) and (e.${column}, e.position) <= (wanted.value, $2)
        and ($5::text[] is null or e.category = any($5))
      order by e.${column}, e.position limit $3
    ) hit order by hit.position limit $3
  ) page cross join lateral (
    select ${COLUMNS} from ledger.events where events.position = page.position limit 1
  ) event
  order by page.position`

const TYPE_PAGE = filteredPage('type')
const CATEGORY_PAGE = filteredPage('category')

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

/** Events in order, and how far was looked. */
type Page = { events: StoredBytes[]; upTo: Position }

type Range = { after: Position; head: Position; limit: number }

const fetchPage = async (query: Query, range: Range, filter: Filter): Promise<Page> => {
  const { after, head, limit } = range
  if (!filter.types && !filter.categories) {
    const upTo = after + BigInt(limit) < head ? after + BigInt(limit) : head
    return { events: await query<StoredBytes>(PAGE, [after, upTo], 'read-page'), upTo }
  }
  const events = await fetchMatching(query, range, filter)
  return { events, upTo: events.length < limit ? head : events.at(-1)!.position }
}

const fetchMatching = (query: Query, { after, head, limit }: Range, { types, categories }: Filter) =>
  types
    ? query<StoredBytes>(TYPE_PAGE, [after, head, limit, distinct(types), categories ?? null])
    : query<StoredBytes>(CATEGORY_PAGE, [after, head, limit, distinct(categories ?? []), null])

export const readStreams =
  (query: Query): ReadStreams =>
  async (asked) => {
    const [only] = asked
    if (asked.length === 1 && only)
      return [await query<StoredBytes>(STREAM, [only.stream, only.fromRevision], 'read-stream')]
    const places = [asked.map((one) => one.stream), asked.map((one) => one.fromRevision)]
    const rows = await query<StoredBytes & { nth: bigint }>(STREAMS, places, 'read-streams')
    const found: StoredBytes[][] = asked.map(() => [])
    for (const { nth, ...event } of rows) found[Number(nth) - 1]!.push(event)
    return found
  }

/** The end of the log, and the life of the store in which it means something. */
export type Head = { position: Position; incarnation: string }

export const readHead = async (query: Query): Promise<Head> => {
  const [row] = await query<Head>('select last_position as position, incarnation from ledger.head', [], 'head')
  return row!
}

/**
 * Page by page up to the head as of the call. Positions up to a head that was read are all committed and visible, because
 * the head moves in the transaction that writes them; so nothing can appear behind a reader. `assertHead` may refuse it.
 */
export async function* readAll(
  query: Query,
  after: Position,
  filter: Filter = {},
  assertHead: (head: Head) => void = () => {},
): AsyncGenerator<Read> {
  const found = await readHead(query)
  assertHead(found)
  const head = found.position
  const fetch = (from: Position, limit: number) => {
    const page = fetchPage(query, { after: from, head, limit }, filter)
    // A fault while nobody waits is met by whoever asks for this page; nobody may.
    page.catch(() => undefined)
    return page
  }
  let limit = FIRST_PAGE
  let ahead = after < head ? fetch(after, limit) : undefined
  while (ahead) {
    const { events, upTo } = await ahead
    limit = Math.min(limit * 2, LAST_PAGE)
    // The next page is under way while this one is worked on.
    ahead = upTo < head ? fetch(upTo, limit) : undefined
    for (const event of events) yield { kind: 'event', event }
    if (upTo === head && events.at(-1)?.position !== head) yield { kind: 'advanced', position: head }
  }
}
