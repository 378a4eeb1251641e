import { LedgerError } from '@case-ledger/contracts'
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js'
import type { Append, AppendResult, ExpectedRevision, Position, StoredBytes } from '../port.ts'
import { type Answer, answerOf, appendRequest, assertFits, type Proposed } from './append-messages.ts'
import { type AppendStream, openAppendStream } from './append-stream.ts'
import type { Connection } from './connection.ts'
import { unavailable } from './errors.ts'
import { type Patience, patiently } from './patience.ts'
import type { Reading } from './read.ts'
import { metadataOf } from './stored-form.ts'
import { createTurns } from './turns.ts'

/** What may wait for the server at once; beyond it, callers are told to come again. */
const MAX_WAITING = 50_000
const MAX_WAITING_BYTES = 64 * 1024 * 1024

/** Milliseconds for one attempt. A server that is well answers in a few; its own limit is two seconds. */
const ATTEMPT_TIMEOUT = 3_000

export type Appending = {
  /** `append` was checked already; `size` in bytes. Throws `ledger.overloaded` when too many wait. */
  append(append: Append, size: number): Promise<AppendResult>
  /** Sends until the server says what became of it, under the same ids each time. */
  send(stream: string, expected: ExpectedRevision, events: readonly Proposed[]): Promise<Answer>
  /** One attempt, no more; what is sent one after another arrives in that order. */
  sendOnce(stream: string, expected: ExpectedRevision, events: readonly Proposed[]): Promise<Answer>
  close(): Promise<void>
}

type Parts = {
  connection: Connection
  reading: Reading
  patience: Patience
  clock: { now(): string }
  timeout?: number
}

export const createAppending = (parts: Parts): Appending => {
  const { connection, reading, patience, clock, timeout = ATTEMPT_TIMEOUT } = parts
  const turns = createTurns()
  let opened: Promise<AppendStream> | undefined
  let lastRecordedAt = ''
  let waiting = 0
  let waitingBytes = 0

  /** A clock that runs backwards is held at the last time given. */
  const tick = (): string => {
    const now = clock.now()
    if (now > lastRecordedAt) lastRecordedAt = now
    return lastRecordedAt
  }

  const open = async (): Promise<AppendStream> => {
    const client = await connection.streams()
    return openAppendStream(client, connection.metadata, (error) => {
      opened = undefined
      connection.failed(client, error)
    })
  }
  const stream = (): Promise<AppendStream> => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }

  const attempt = async (request: BatchAppendReq): Promise<Answer> =>
    answerOf(await (await stream()).send(request, timeout))

  const send: Appending['send'] = async (name, expected, events) => {
    const request = appendRequest(name, expected, events)
    if (expected !== 'any') return patiently(patience, () => attempt(request))
    // Sent again it might be stored twice.
    const ready = await patiently(patience, stream)
    return answerOf(await ready.send(request, timeout))
  }

  /** The server calls it a conflict also when ids are known in part; and only what is stored there tells which it is. */
  const conflicted = async ({ stream: name, expected, events }: Append, actual: number | 'no_stream') => {
    const conflict: AppendResult = { outcome: 'conflict', actual }
    const place = expected === 'no_stream' ? 0 : Number(expected) + 1
    if (expected === 'any' || actual === 'no_stream' || place > actual) return conflict
    const there = await reading.readStream(name, place, events.length)
    const known = there.filter((stored, i) => stored.id === events[i]?.id).length
    if (known === 0) return conflict
    if (known < events.length) return { outcome: 'ids_partly_known' } as const
    return appended(there[0]!, there.at(-1)!.revision, there.at(-1)!.position, true)
  }

  const stored = async (append: Append, answer: Answer & { kind: 'stored' }, recordedAt: string, before: Position) => {
    const { lastRevision, lastPosition } = answer
    const firstRevision = lastRevision - append.events.length + 1
    // What was appended just now lies behind all that was seen before it was sent.
    const old = lastPosition <= before
    reading.saw(lastPosition)
    if (append.events.length === 1 && !old)
      return appended(
        { revision: firstRevision, position: lastPosition, recordedAt },
        lastRevision,
        lastPosition,
        false,
      )
    const [first] = await reading.readStream(append.stream, firstRevision, 1)
    if (!first) throw unavailable('what was just recorded cannot be read')
    return appended(first, lastRevision, lastPosition, old || first.recordedAt !== recordedAt)
  }

  const inTurn = (append: Append): Promise<AppendResult> => {
    const { stream: name, expected } = append
    // The caller may change its arrays while this waits.
    const events = append.events.map((event) => ({
      ...event,
      header: new Uint8Array(event.header),
      data: new Uint8Array(event.data),
    }))
    // One at a time for each stream: the server does not answer a repetition of what it is still replicating.
    return turns.take(name, async () => {
      const recordedAt = tick()
      const before = reading.seen()
      const proposed = events.map((event) => ({ ...event, metadata: metadataOf(event.header, recordedAt) }))
      assertFits(proposed)
      const answer = await send(name, expected, proposed)
      return answer.kind === 'stored' ? stored(append, answer, recordedAt, before) : conflicted(append, answer.actual)
    })
  }

  return {
    send,
    sendOnce: (name, expected, events) => attempt(appendRequest(name, expected, events)),
    async append(append, size) {
      if (waiting >= MAX_WAITING || waitingBytes + size > MAX_WAITING_BYTES)
        throw new LedgerError('ledger.overloaded', { detail: `${waiting} appends wait` })
      waiting++
      waitingBytes += size
      try {
        return await inTurn(append)
      } finally {
        waiting--
        waitingBytes -= size
      }
    },
    async close() {
      await turns.idle()
      const last = await opened?.catch(() => undefined)
      last?.end()
    },
  }
}

const appended = (
  first: Pick<StoredBytes, 'revision' | 'position' | 'recordedAt'>,
  lastRevision: number,
  lastPosition: Position,
  repeated: boolean,
): AppendResult => ({
  outcome: 'appended',
  repeated,
  firstRevision: first.revision,
  lastRevision,
  firstPosition: first.position,
  lastPosition,
  recordedAt: first.recordedAt,
})
