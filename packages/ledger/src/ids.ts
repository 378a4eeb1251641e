import { createHash } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'
import { canonicalBytes } from './canonical.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const STREAM = /^[a-z][A-Za-z0-9]{0,63}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** UUIDv8 (RFC 9562) of SHA-256 over the canonical JSON array of the parts: `["<commandId>",0]`. */
const uuidOf = (...parts: readonly (string | number)[]): string => {
  const hash = createHash('sha256').update(canonicalBytes(parts)).digest()
  hash[6] = (hash[6]! & 0x0f) | 0x80
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Id of the `ordinal`th event (from 0) that a command records: the same command always makes the same ids (D3). */
export const eventId = (commandId: string, ordinal: number): string => uuidOf(commandId, ordinal)

/** Name of the stream that a command opens: `transfer-<uuid>`. */
export const streamName = (aggregate: string, commandId: string): string =>
  assertStreamName(`${aggregate}-${uuidOf(commandId, aggregate)}`)

/** The part before `-`: the aggregate whose streams these are. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'))

export const isEventId = (id: string): boolean => UUID.test(id)

/** `camelCase-<lower-case uuid>` (D5), so no leading `$` and no personal data in a name; else `input.malformed`. */
export const assertStreamName = (stream: string): string => {
  if (!STREAM.test(stream))
    throw new LedgerError('input.malformed', { field: 'stream', detail: 'not camelCase-<uuid>' })
  return stream
}
