import { LedgerError } from '@case-ledger/contracts'
import type { CopyTarget, StoredBytes } from '../port.ts'
import type { Appending } from './append.ts'
import { type EventStoreOptions, openParts } from './parts.ts'
import { metadataOf, originOf } from './stored-form.ts'

/** Bytes and events of one append; within the server's limit with room for names. */
const MAX_BYTES = 512 * 1024
const MAX_EVENTS = 500

const taken = (): LedgerError => new LedgerError('ledger.copy_target_taken', { detail: 'EventStoreDB' })

/** Neighbours that follow each other in one stream, as one append each. */
const runsOf = (events: readonly StoredBytes[]): StoredBytes[][] => {
  const runs: StoredBytes[][] = []
  let bytes = 0
  for (const event of events) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    bytes += event.header.byteLength + event.data.byteLength
    const follows = last?.stream === event.stream && last.revision + 1 === event.revision
    if (run && follows && run.length < MAX_EVENTS && bytes <= MAX_BYTES) run.push(event)
    else {
      runs.push([event])
      bytes = event.header.byteLength + event.data.byteLength
    }
  }
  return runs
}

/** An EventStoreDB as the target of a copy. */
export const createEventStoreCopyTarget = (options: EventStoreOptions): CopyTarget => {
  const { reading, appending, identity, close } = openParts(options)
  return {
    copyOf: async () => (await identity.read()).copyOf,
    async begin(ledger) {
      const found = await identity.read()
      const fresh = found.copyOf === undefined && (await reading.head()) === -1n
      if (!fresh || !(await identity.change({ ...found, copyOf: ledger }))) throw taken()
    },
    async copiedUpTo() {
      const last = await reading.last()
      if (!last) return -1n
      const origin = originOf(last)
      if (origin === undefined || origin.ledger !== (await identity.read()).copyOf) throw taken()
      return origin.position
    },
    copy: (events, ledger) => send(appending, events, ledger),
    close,
  }
}

/**
 * All on the way at once, on one call, which the server serves in order. None is tried again here: what came after it would
 * overtake it. Whoever resumes begins behind the last that is there, and the same ids at the same place are stored once.
 */
const send = async (appending: Appending, events: readonly StoredBytes[], ledger: string): Promise<void> => {
  const answers = runsOf(events).map(([first, ...more]) => {
    const proposed = [first!, ...more].map(({ id, type, header, data, recordedAt, position }) => {
      return { id, type, data, metadata: metadataOf(header, recordedAt, { ledger, position }) }
    })
    const { stream, revision } = first!
    return appending.sendOnce(stream, revision === 0 ? 'no_stream' : revision - 1, proposed)
  })
  const results = await Promise.allSettled(answers)
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason
    if (result.value.kind === 'conflict') throw taken()
  }
}
