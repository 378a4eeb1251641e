import { LedgerError } from '@case-ledger/contracts'
import { type EventStoreOptions, openParts } from './parts.ts'
import type { Reading } from './read.ts'

/** How many events there are. Throws `run.database_broken` where a stream has a gap, `ledger.corrupt_event` at what is no event. */
const inspect = async (reading: Reading): Promise<number> => {
  const next = new Map<string, number>()
  let events = 0
  for await (const read of reading.readAll(-1n)) {
    if (read.kind !== 'event') continue
    const { stream, revision, position } = read.event
    if (revision !== (next.get(stream) ?? 0))
      throw new LedgerError('run.database_broken', { detail: `a stream has a gap before position ${position}` })
    next.set(stream, revision + 1)
    events++
  }
  return events
}

/**
 * The last step of a restore: checks that no stream has a gap and gives the store a new incarnation, so that nobody takes its
 * positions for those of its former life. Readers and processors notice and begin anew. Answers the incarnation and the
 * number of events.
 */
export const resealEventStore = async (
  options: EventStoreOptions,
): Promise<{ incarnation: string; events: number }> => {
  const { identity, reading, close } = openParts(options)
  try {
    const events = await inspect(reading)
    const incarnation = options.ids.uuid()
    if (!(await identity.change({ ...(await identity.read()), incarnation })))
      throw new LedgerError('run.data_in_use', { detail: 'another program gave it a new incarnation just now' })
    return { incarnation, events }
  } finally {
    await close()
  }
}
