import { LedgerError } from '@case-ledger/contracts'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { Status } from '@eventstore/db-client/generated/status_pb.js'
import messages, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import type { ExpectedRevision, Position } from '../port.ts'
import { unavailable } from './errors.ts'

/** One event as it is sent; see `stored-form.ts`. */
export type Proposed = { id: string; type: string; metadata: Uint8Array; data: Uint8Array }

/** The server's own limit on one append, `MaxAppendSize`, and how it counts. */
const MAX_APPEND_SIZE = 1024 * 1024
const sizeOnDisk = ({ type, metadata, data }: Proposed): number =>
  4 + 2 * type.length + metadata.byteLength + data.byteLength

export const assertFits = (events: readonly Proposed[]): void => {
  const size = events.reduce((sum, event) => sum + sizeOnDisk(event), 0)
  if (size > MAX_APPEND_SIZE)
    throw new LedgerError('input.too_large', { field: 'events', detail: `${size} bytes, at most ${MAX_APPEND_SIZE}` })
}

export const uuidOf = (text: string): InstanceType<typeof shared.UUID> => {
  const uuid = new shared.UUID()
  uuid.setString(text)
  return uuid
}

export const streamIdentifier = (stream: string): InstanceType<typeof shared.StreamIdentifier> => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream, 'utf8'))
  return identifier
}

const messageOf = ({ id, type, metadata, data }: Proposed) => {
  const message = new messages.BatchAppendReq.ProposedMessage()
  message.setId(uuidOf(id))
  // The content is JSON; so it says, and the server's own tools show it.
  message.getMetadataMap().set('type', type).set('content-type', 'application/json')
  message.setCustomMetadata(metadata)
  message.setData(data)
  return message
}

/** No deadline goes along: the server would compare it with its own clock. */
export const appendRequest = (
  stream: string,
  expected: ExpectedRevision,
  events: readonly Proposed[],
): BatchAppendReq => {
  const options = new messages.BatchAppendReq.Options()
  options.setStreamIdentifier(streamIdentifier(stream))
  if (expected === 'any') options.setAny(new empty.Empty())
  else if (expected === 'no_stream') options.setNoStream(new empty.Empty())
  else options.setStreamPosition(`${expected}`)
  const request = new messages.BatchAppendReq()
  request.setOptions(options)
  request.setProposedMessagesList(events.map(messageOf))
  request.setIsFinal(true)
  return request
}

export type Answer =
  | { kind: 'stored'; lastRevision: number; lastPosition: Position }
  | { kind: 'conflict'; actual: number | 'no_stream' }

const conflictOf = (status: Status): Answer | undefined => {
  const found = status
    .getDetails()
    ?.unpack(shared.WrongExpectedVersion.deserializeBinary, 'event_store.client.WrongExpectedVersion')
  if (!found) return undefined
  const actual = found.hasCurrentStreamRevision() ? Number(found.getCurrentStreamRevision()) : 'no_stream'
  return { kind: 'conflict', actual }
}

/** What no further attempt will change; all else (timed out, busy, no leader) may pass. */
const REFUSALS: Readonly<Record<string, () => LedgerError>> = {
  'event_store.client.AccessDenied': () =>
    new LedgerError('run.bad_configuration', { field: 'EVENTSTORE_URL', detail: 'the server denies writing' }),
  'event_store.client.StreamDeleted': () =>
    new LedgerError('run.internal', { detail: 'the stream was deleted on the server' }),
  'event_store.client.MaximumAppendSizeExceeded': () => new LedgerError('input.too_large', { field: 'events' }),
  'event_store.client.BadRequest': () => new LedgerError('run.internal', { detail: 'the server calls it malformed' }),
}

/** Throws `ledger.unavailable` where the server does not know what became of the append. */
export const answerOf = (response: BatchAppendResp): Answer => {
  const success = response.getSuccess()
  if (success) {
    const commit = success.getPosition()?.getCommitPosition()
    return { kind: 'stored', lastRevision: Number(success.getCurrentRevision()), lastPosition: BigInt(commit ?? -1) }
  }
  const status = response.getError()
  const conflict = status && conflictOf(status)
  if (conflict) return conflict
  const name = status?.getDetails()?.getTypeName() ?? ''
  throw REFUSALS[name]?.() ?? unavailable(status?.getMessage() || name || 'no answer in the answer')
}
