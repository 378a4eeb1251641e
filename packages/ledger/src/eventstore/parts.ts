import { type Appending, createAppending } from './append.ts'
import { type Connection, connect } from './connection.ts'
import { createIdentityFile, type IdentityFile } from './incarnation.ts'
import { APPEND_PAUSES, READ_PAUSES } from './patience.ts'
import { createReading, type Reading } from './read.ts'

export type EventStoreOptions = {
  /** `esdb://host:port,host:port?tls=…`, as the published client reads it; more than one host: whichever leads. */
  url: string
  /** Gives `recordedAt`: ISO instants in UTC with milliseconds. */
  clock: { now(): string }
  ids: { uuid(): string; bytes(length: number): Uint8Array }
  /** Told each time the subscription that wakes readers had to be opened again. */
  onRestart?: () => void
}

/** What every use of a store begins with. */
export type Parts = {
  connection: Connection
  reading: Reading
  appending: Appending
  identity: IdentityFile
  random(): number
  closed: AbortSignal
  /** Lets appends under way come to their end, without further attempts. */
  close(): Promise<void>
}

export const openParts = ({ url, clock, ids }: EventStoreOptions): Parts => {
  const closing = new AbortController()
  const random = () => (ids.bytes(1)[0] ?? 0) / 256
  const patience = (pauses: readonly number[]) => ({ pauses, random, signal: closing.signal })
  const connection = connect(url)
  const reading = createReading(connection, patience(READ_PAUSES))
  const appending = createAppending({ connection, reading, clock, patience: patience(APPEND_PAUSES) })
  return {
    connection,
    reading,
    appending,
    identity: createIdentityFile(reading, appending, ids.uuid),
    random,
    closed: closing.signal,
    async close() {
      closing.abort()
      await appending.close()
      connection.close()
    },
  }
}
