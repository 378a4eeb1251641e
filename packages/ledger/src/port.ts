/**
 * The ledger's port. Adapters: memory, PostgreSQL (EventStoreDB follows). One contract suite (`suite/`) says in tests what
 * these comments say in words.
 */

/** Position in one store's total order; meaningful inside that store only. A decimal string in JSON. */
export type Position = bigint

/** What must be true of the stream for the append to happen. Services never use `any`: it promises no idempotency. */
export type ExpectedRevision = number | 'no_stream' | 'any'

/** One event to append: ids and bytes are the caller's; bytes are canonical JSON, stored and hashed as they are (D4). */
export type EventToAppend = {
  id: string
  type: string
  header: Uint8Array
  data: Uint8Array
}

export type Append = { stream: string; expected: ExpectedRevision; events: readonly EventToAppend[] }

export type Appended = {
  outcome: 'appended'
  /** True when the very same append had been stored before: this is its first result. */
  repeated: boolean
  firstRevision: number
  lastRevision: number
  firstPosition: Position
  lastPosition: Position
  recordedAt: string
}

export type AppendResult =
  | Appended
  | { outcome: 'conflict'; actual: number | 'no_stream' }
  /** Some ids stand at the expected place and some do not: nothing was written. */
  | { outcome: 'ids_partly_known' }

export type StoredBytes = {
  stream: string
  revision: number
  position: Position
  recordedAt: string
  id: string
  type: string
  header: Uint8Array
  data: Uint8Array
}

/** Categories (part of a stream's name before `-`) and types, no more (D5). Left out = all. */
export type Filter = { categories?: readonly string[]; types?: readonly string[] }

/** `advanced` says that everything up to `position` was looked at, though nothing more matched. */
export type Read = { kind: 'event'; event: StoredBytes } | { kind: 'advanced'; position: Position }

export type Ledger = {
  /** Durable when it resolves. One call's conflict or bad bytes never harm another's. Throws LedgerError on bad input. */
  append(append: Append): Promise<AppendResult>
  /** Events of one stream in order, from `fromRevision` (default 0); empty when there is no such stream. */
  read(stream: string, fromRevision?: number): Promise<StoredBytes[]>
  /** Events after `after` (exclusive; -1n = from the start) up to the head as of the call, in order. */
  readAll(after: Position, filter?: Filter): AsyncIterable<Read>
  /** As readAll, then live until `signal` aborts; ends without error on abort. */
  subscribe(after: Position, filter: Filter | undefined, signal: AbortSignal): AsyncIterable<Read>
  /** Position of the last event, -1n when empty. */
  head(): Promise<Position>
  /** Identity of this store's life; a restored one takes a new one (D5). */
  incarnation(): Promise<string>
  close(): Promise<void>
}
