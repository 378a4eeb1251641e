import { ERASED, type EventHeader, eventHeader, type Stored, upcast } from '@case-ledger/contracts'
import type { StoredBytes } from '@case-ledger/ledger'
import type { EventCatalogue, EventSchema } from './event-catalogue.ts'
import type { DataKey } from './key-store.ts'
import { open, type Sealed } from './seal.ts'
import { type Slot, sealedSlots } from './sealed-places.ts'

/** Why an event cannot be read as it stands; it is put aside, nothing is lost. No personal value stands in `detail`. */
export const PARKED = [
  'unknown_type',
  'unknown_version',
  'malformed_header',
  'malformed_data',
  /** There never was a key of this name here: the key store is not the one of this ledger. */
  'key_missing',
  /** A sealed value was altered, or moved from where it was sealed. */
  'seal_broken',
] as const
export type Parked = { parked: (typeof PARKED)[number]; detail: string }

export const isParked = (read: Stored | Parked): read is Parked => 'parked' in read

const parked = (reason: Parked['parked'], detail: string): Parked => ({ parked: reason, detail })

/** An event taken apart, its personal values still sealed. */
export type Unread = {
  at: StoredBytes
  header: EventHeader
  content: { data: unknown }
  current: EventSchema
  sealed: readonly Slot[]
}

/** JSON text has this nowhere but at a sealed value: quotes inside of strings are escaped. */
const SEALED_MARK = Buffer.from('"sealed":"')

/** First half of reading: what kind of event it is, its header and JSON. */
export const takeApart = (at: StoredBytes, events: EventCatalogue): Unread | Parked => {
  const current = events.get(at.type)
  if (!current) return parked('unknown_type', at.type)
  const header = eventHeader.safeParse(parseJson(at.header))
  if (!header.success) return parked('malformed_header', pathsOf(header.error.issues))
  if (header.data.id !== at.id || header.data.type !== at.type)
    return parked('malformed_header', 'id or type differs from what the ledger stored it under')
  const version = `${at.type}.v${header.data.schemaVersion}`
  if (header.data.schemaVersion > current.version) return parked('unknown_version', version)
  const data = parseJson(at.data)
  if (data === undefined) return parked('malformed_data', 'not JSON')
  const sealed = Buffer.from(at.data.buffer, at.data.byteOffset, at.data.byteLength).includes(SEALED_MARK)
  const content = { data }
  return { at, header: header.data, content, current, sealed: sealed ? sealedSlots(content) : [] }
}

/** Opens the sealed values in place; those whose key was destroyed become `ERASED`. */
export const openSealed = (
  { at, sealed }: Unread,
  keys: ReadonlyMap<string, DataKey | 'destroyed'>,
): Parked | undefined => {
  for (const { holder, name, path, subject } of sealed) {
    const key = keys.get(subject)
    if (key === undefined) return parked('key_missing', subject)
    if (key === 'destroyed') holder[name] = ERASED
    else {
      try {
        const place = { eventId: at.id, type: at.type, path }
        holder[name] = parseJson(open(key, holder[name] as Sealed, place))
      } catch {
        return parked('seal_broken', path)
      }
    }
  }
  return undefined
}

/** Second half of reading, once values are open: to the current version, and valid by its schema. */
export const finish = ({ at, header, content, current }: Unread): Stored | Parked => {
  const now = upcast(at.type, content.data, { from: header.schemaVersion, to: current.version })
  if (!now) return parked('unknown_version', `${at.type}.v${header.schemaVersion}`)
  const data = current.data.safeParse(now.data)
  if (!data.success) return parked('malformed_data', pathsOf(data.error.issues))
  const { stream, revision, position, recordedAt, type } = at
  return { stream, revision, position, recordedAt, header, type, data: data.data }
}

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch {
    return undefined
  }
}

const pathsOf = (issues: readonly { path: PropertyKey[]; code?: string | undefined }[]): string =>
  issues.map(({ path, code }) => `${path.map(String).join('.')}: ${code}`).join('; ')
