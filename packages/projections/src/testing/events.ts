import type { EventHeader, Stored } from '@case-ledger/contracts'
import { canonicalBytes, type EventToAppend, eventId, type StoredBytes } from '@case-ledger/ledger'

/** For tests: what matters of an event; the rest of the header is filled in. */
export type TestEvent = { id: string; type: string; data?: unknown } & Partial<Omit<EventHeader, 'id' | 'type'>>

/** The stream of a matter's one case. */
export const streamOf = (matter: string): string => `case-${eventId(matter, 0)}`

export const testEvent = ({ id, type, data = {}, ...header }: TestEvent): EventToAppend => {
  const full: EventHeader = {
    id: eventId(id, 0),
    type,
    schemaVersion: 1,
    commandId: id,
    commandHash: id,
    agency: 'market-a',
    actor: { kind: 'user', id: 'u', agency: 'market-a' },
    mode: 'perform',
    occurredAt: 'unknown',
    basis: { rulebookDigest: 'none' },
    classification: 'M1',
    audience: ['market-a'],
    ...header,
  }
  return { id: full.id, type, header: canonicalBytes(full), data: canonicalBytes(data) }
}

/** Decoding without sealed fields and upcasters. */
export const plainDecode = ({ stream, revision, position, recordedAt, type, header, data }: StoredBytes): Stored => ({
  stream,
  revision,
  position,
  recordedAt,
  type,
  header: JSON.parse(new TextDecoder().decode(header)) as EventHeader,
  data: JSON.parse(new TextDecoder().decode(data)),
})
