import {
  type AggregateContract,
  ERASED,
  type EventHeader,
  eventHeader,
  LedgerError,
  type Stored,
} from '@case-ledger/contracts'
import { canonicalBytes, type EventToAppend, type StoredBytes } from '@case-ledger/ledger'
import type { z } from 'zod'
import { eventCatalogue } from './event-catalogue.ts'
import { identify } from './identify.ts'
import { batchedFind } from './key-batches.ts'
import type { DataKey, KeyStore } from './key-store.ts'
import { planOf } from './plan.ts'
import { finish, isParked, openSealed, type Parked, takeApart } from './read-event.ts'
import { seal } from './seal.ts'
import { personalSlots } from './sealed-places.ts'

export type CodecOptions = {
  contracts: readonly AggregateContract[]
  keys: KeyStore
  /** Key of the subject ids (32 bytes); another one gives every subject another id. */
  subjectKey: Uint8Array
}

/** What stands between whoever works with events and the ledger's bytes (D13). */
export type Codec = {
  /** A command's data with the `subject` of every party filled in; see `identify.ts`. */
  identify<T>(schema: z.ZodType, data: T, matter: string | undefined): Promise<T>
  /**
   * Canonical bytes with personal values sealed. The same event gives the same bytes.
   * @throws LedgerError `privacy.subject_erased`; `run.internal` when the event is not valid by its own schema.
   */
  encode(event: { type: string; data: unknown }, header: EventHeader): Promise<EventToAppend>
  /** @throws LedgerError `ledger.corrupt_event` (values.reason says why) where `decodeMany` would park it. */
  decode(stored: StoredBytes): Promise<Stored>
  /** Reads events, personal values open or `ERASED`; one that cannot be read is parked and harms no other. */
  decodeMany(stored: readonly StoredBytes[]): Promise<(Stored | Parked)[]>
  /** As decode, but touches no key: every sealed value reads `ERASED`. For those who must not see personal data. */
  decodeWithoutPersonal(stored: StoredBytes): Stored
}

export const createCodec = ({ contracts, keys, subjectKey }: CodecOptions): Codec => {
  const events = eventCatalogue(contracts)
  const find = batchedFind(keys)
  // All plans now: a schema that is not understood stops the program at its start, not at somebody's act.
  for (const { events, commands } of contracts)
    for (const { data } of [...Object.values(events), ...Object.values(commands)]) planOf(data)

  /** Most subjects have a key already; asked together with whoever else asks at this moment. */
  const keysOf = async (subjects: readonly string[]): Promise<ReadonlyMap<string, DataKey>> => {
    if (subjects.length === 0) return new Map()
    const found = await find(subjects)
    const known = subjects.flatMap((subject) => {
      const key = found.get(subject)
      return key instanceof Uint8Array ? [[subject, key] as const] : []
    })
    return known.length === subjects.length ? new Map(known) : keys.keysFor(subjects)
  }

  const encode: Codec['encode'] = async ({ type, data }, header) => {
    const contract = events.get(type)
    if (!contract) throw new LedgerError('run.internal', { detail: `no contract has ${type}` })
    const content = { data: plainCopy(valid(contract.data, data, type)) }
    const slots = personalSlots(planOf(contract.data), content)
    const found = await keysOf([...new Set(slots.map((slot) => slot.subject))])
    for (const { holder, name, path, subject } of slots)
      holder[name] = seal(found.get(subject)!, subject, canonicalBytes(holder[name]), {
        eventId: header.id,
        type,
        path,
      })
    const headerBytes = canonicalBytes(plainCopy(valid(eventHeader, header, type)))
    return { id: header.id, type, header: headerBytes, data: canonicalBytes(content.data) }
  }

  const decodeMany: Codec['decodeMany'] = async (stored) => {
    const unread = stored.map((event) => takeApart(event, events))
    const subjects = new Set(unread.flatMap((event) => ('parked' in event ? [] : event.sealed.map((s) => s.subject))))
    const found = subjects.size === 0 ? new Map() : await find([...subjects])
    return unread.map((event) => ('parked' in event ? event : (openSealed(event, found) ?? finish(event))))
  }

  const decode: Codec['decode'] = async (stored) => readable((await decodeMany([stored]))[0]!, stored)

  const decodeWithoutPersonal: Codec['decodeWithoutPersonal'] = (stored) => {
    const event = takeApart(stored, events)
    if ('parked' in event) return readable(event, stored)
    for (const { holder, name } of event.sealed) holder[name] = ERASED
    return readable(finish(event), stored)
  }

  return {
    identify: async (schema, data, matter) => identify(subjectKey, schema, data, matter),
    encode,
    decode,
    decodeMany,
    decodeWithoutPersonal,
  }
}

const readable = (event: Stored | Parked, { id, position }: StoredBytes): Stored => {
  if (!isParked(event)) return event
  throw new LedgerError('ledger.corrupt_event', {
    detail: `${event.parked}: ${event.detail}`,
    values: { reason: event.parked, event: id, position: String(position) },
  })
}

/** What is stored must be readable again, so a writer's fault shows before it is written. */
const valid = <T>(schema: z.ZodType<T>, value: unknown, type: string): T => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new LedgerError('run.internal', { field: fields, detail: `not a valid ${type}` })
}

/** JSON as it will be read back: keys without a value left out. */
const plainCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
