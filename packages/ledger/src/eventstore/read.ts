import type { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js'
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import { categoryOf } from '../ids.ts'
import type { Filter, Position, Read, StoredBytes } from '../port.ts'
import type { Connection } from './connection.ts'
import { asLedgerError, unavailable } from './errors.ts'
import { type Patience, patiently } from './patience.ts'
import { allRequest, lastRequest, storedForm, streamRequest } from './read-messages.ts'
import { eventOf, type StoredForm } from './stored-form.ts'

/** Milliseconds without a sign of life after which a read is tried elsewhere; the server sends as fast as we take. */
const SILENCE = 5_000
/** The first page is small, for whoever wants one event or follows live; a long way is walked in long steps. */
const FIRST_PAGE = 64
const LAST_PAGE = 1024

export type Reading = {
  page(request: ReadReq): Promise<StoredForm[]>
  readStream(stream: string, fromRevision: number, count?: number): Promise<StoredBytes[]>
  /** The last event that is not the server's own, as stored. */
  last(): Promise<StoredForm | undefined>
  head(): Promise<Position>
  /** The furthest position that was met in any answer, or reported with `saw`. */
  seen(): Position
  saw(position: Position): void
  readAll(after: Position, filter?: Filter): AsyncGenerator<Read>
}

/** All of one answer. A whole page is taken before anybody sees it, so a slow consumer holds no call open. */
const collect = (client: StreamsClient, request: ReadReq, connection: Connection): Promise<StoredForm[]> =>
  new Promise((resolve, reject) => {
    const found: StoredForm[] = []
    const call = client.read(request, connection.metadata)
    const timer = setTimeout(() => {
      call.cancel()
      reject(unavailable('the server is silent'))
    }, SILENCE)
    call.on('data', (response: ReadResp) => {
      timer.refresh()
      const form = storedForm(response)
      if (form) found.push(form)
    })
    call.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    call.on('end', () => {
      clearTimeout(timer)
      resolve(found)
    })
  })

/** An event that the server writes for itself. */
const isServers = ({ stream }: StoredForm): boolean => stream.startsWith('$')

export const createReading = (connection: Connection, patience: Patience): Reading => {
  let furthest: Position = -1n
  const saw = (position: Position) => {
    if (position > furthest) furthest = position
  }
  const page = (request: ReadReq) =>
    patiently(patience, async () => {
      const client = await connection.streams()
      try {
        return await collect(client, request, connection)
      } catch (error) {
        const known = asLedgerError(error)
        if (known.code === 'ledger.unavailable') connection.failed(client, error)
        throw known
      }
    })

  const last = async () => (await page(lastRequest()))[0]
  const head = async () => {
    const position = BigInt((await last())?.position ?? -1)
    saw(position)
    return position
  }

  /** Pages after `after` up to `end`; while one is consumed, the next is on its way. */
  async function* pages(after: Position, end: Position, filter: Filter): AsyncGenerator<StoredForm[]> {
    let limit = FIRST_PAGE
    let next: Promise<StoredForm[]> | undefined = page(allRequest(after, limit, filter))
    while (next) {
      const forms: StoredForm[] = await next
      const lastOfPage = forms.at(-1)
      const more = lastOfPage && forms.length === limit && BigInt(lastOfPage.position) < end
      limit = Math.min(limit * 2, LAST_PAGE)
      next = more ? page(allRequest(BigInt(lastOfPage.position), limit, filter)) : undefined
      // It is met when its turn comes, and by nobody if the consumer has enough.
      next?.catch(() => {})
      yield forms
    }
  }

  async function* readAll(after: Position, filter: Filter = {}): AsyncGenerator<Read> {
    const end = await head()
    if (after >= end) return
    const nothing = filter.types?.length === 0 || filter.categories?.length === 0
    const wanted = (event: StoredBytes) => filter.categories?.includes(categoryOf(event.stream)) ?? true
    let seen = after
    let given = after
    if (!nothing)
      for await (const forms of pages(after, end, filter))
        for (const form of forms) {
          const at = BigInt(form.position)
          // A page begins with the event that the one before ended with.
          if (at <= seen || at > end) continue
          seen = at
          if (isServers(form)) continue
          const event = eventOf(form)
          if (!wanted(event)) continue
          given = at
          yield { kind: 'event', event }
        }
    if (given < end) yield { kind: 'advanced', position: end }
  }

  return {
    page,
    readStream: async (stream, fromRevision, count = Number.MAX_SAFE_INTEGER) =>
      (await page(streamRequest(stream, fromRevision, count))).map(eventOf),
    last,
    head,
    seen: () => furthest,
    saw,
    readAll,
  }
}
