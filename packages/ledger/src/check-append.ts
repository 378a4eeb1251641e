import { LedgerError } from '@case-ledger/contracts'
import { assertCanonical } from './canonical.ts'
import { assertStreamName, isEventId } from './ids.ts'
import type { Append, EventToAppend, ExpectedRevision } from './port.ts'

/** Header and data of one event together, in bytes (D4). */
export const MAX_EVENT_BYTES = 64 * 1024
/** What every adapter takes in one append. EventStoreDB ends at 1 MiB, names included; its adapter counts those too. */
export const MAX_APPEND_BYTES = 15 * MAX_EVENT_BYTES
/** An aggregate with more is a modelling fault (D5), so an append with more certainly is. */
export const MAX_APPEND_EVENTS = 1_000
/** Revisions are PostgreSQL integers. */
const MAX_REVISION = 2 ** 31 - 1

const TYPE = /^[A-Z][A-Za-z0-9]{0,127}$/

export const bytesOf = (event: EventToAppend): number => event.header.byteLength + event.data.byteLength

const malformed = (field: string, detail: string): never => {
  throw new LedgerError('input.malformed', { field, detail })
}

const tooLarge = (field: string, detail: string): never => {
  throw new LedgerError('input.too_large', { field, detail })
}

const checkExpected = (expected: ExpectedRevision): void => {
  if (expected === 'no_stream' || expected === 'any') return
  if (!Number.isSafeInteger(expected) || expected < 0 || expected > MAX_REVISION) malformed('expected', `${expected}`)
}

const checkEvent = (event: EventToAppend, field: string): void => {
  if (!isEventId(event.id)) malformed(`${field}.id`, 'not a lower-case UUID')
  if (!TYPE.test(event.type)) malformed(`${field}.type`, 'not PascalCase of at most 128 letters')
  if (bytesOf(event) > MAX_EVENT_BYTES) tooLarge(field, `${bytesOf(event)} bytes, at most ${MAX_EVENT_BYTES}`)
  assertCanonical(event.header, `${field}.header`)
  assertCanonical(event.data, `${field}.data`)
}

/**
 * Everything about an append that can be judged without the store, before it meets others: what fails here harms no
 * neighbour. Returns the append's size in bytes.
 */
export const checkAppend = ({ stream, expected, events }: Append): number => {
  assertStreamName(stream)
  checkExpected(expected)
  if (events.length === 0) malformed('events', 'an append needs at least one event')
  if (events.length > MAX_APPEND_EVENTS) tooLarge('events', `${events.length} events, at most ${MAX_APPEND_EVENTS}`)
  if (new Set(events.map((e) => e.id)).size < events.length) malformed('events', 'the same id twice in one append')
  for (const [i, event] of events.entries()) checkEvent(event, `events[${i}]`)
  const size = events.reduce((sum, event) => sum + bytesOf(event), 0)
  return size > MAX_APPEND_BYTES ? tooLarge('events', `${size} bytes, at most ${MAX_APPEND_BYTES}`) : size
}
