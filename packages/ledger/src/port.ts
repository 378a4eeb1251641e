/**
 * The ledger's port. Adapters: memory, PostgreSQL, EventStoreDB. One contract suite (`suite/`) says in tests what these
 * comments say in words.
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
  /** About how far apart the positions of two neighbouring events are, so that a distance can be told in events: 1 = dense. */
  readonly stride: bigint
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
  /** True where `recordedAt` never falls along the positions; where several clocks gave it, it may (D10). */
  recordedInOrder(): Promise<boolean>
  close(): Promise<void>
}

/** Where a copied event came from: the incarnation of its ledger, and its position there (D5). */
export type Origin = { ledger: string; position: Position }

/**
 * How a whole ledger is moved into another store (`copy.ts`), and nothing else: the one way to give `recordedAt` from outside.
 * Only a store that was empty when the copy began takes part. What is copied is never a command, so services do not see this.
 */
export type CopyTarget = {
  /** Incarnation of the ledger this store is a copy of; undefined for every other store, an empty one too. */
  copyOf(): Promise<string | undefined>
  /** Marks an empty store as a copy of that ledger. Throws `ledger.copy_target_taken` where it holds anything. */
  begin(ledger: string): Promise<void>
  /** Position in the source of the last event copied, -1n when none. Throws `ledger.copy_target_taken` if others wrote here. */
  copiedUpTo(): Promise<Position>
  /**
   * Stores events of the source, in order, behind those copied before; durable when it resolves. After an error as many of
   * them may be stored, from the first on, as `copiedUpTo` then says.
   */
  copy(events: readonly StoredBytes[], ledger: string): Promise<void>
  close(): Promise<void>
}
