import { LedgerError } from '@case-ledger/contracts'
import { checkAppend } from '../check-append.ts'
import { follow } from '../follow.ts'
import { createHeadWatch } from '../head-watch.ts'
import type { Ledger } from '../port.ts'
import { signalledHead } from './head-signal.ts'
import { createLife } from './life.ts'
import { listen } from './listen.ts'
import { type EventStoreOptions, openParts } from './parts.ts'

/** About what one event takes in the server's log, whose bytes the positions count. */
const EVENT_BYTES = 1000n

/**
 * The ledger in EventStoreDB 21.10 or newer, in a store of its own. Several processes may share one; each gives `recordedAt`
 * by its own clock, so along the positions it may fall (`knownAt` minds that). Positions are byte offsets of the server's log.
 */
export const createEventStoreLedger = async (options: EventStoreOptions): Promise<Ledger> => {
  const { connection, reading, appending, identity, random, closed, close } = openParts(options)
  const assertOpen = () => {
    if (closed.aborted) throw new LedgerError('ledger.unavailable', { detail: 'this ledger is closed' })
  }
  const readers = createHeadWatch()
  const life = createLife(async () => (await identity.read()).incarnation, readers.replaced)
  const watch = signalledHead({
    watch: readers,
    onDoubt: life.look,
    readHead: reading.head,
    listen: (signal) => listen(connection, signal),
    random,
    onRestart: options.onRestart,
  })

  const ledger: Ledger = {
    stride: EVENT_BYTES,
    recordedInOrder: async () => false,
    async append(append) {
      const size = checkAppend(append)
      assertOpen()
      const result = await appending.append(append, size)
      if (result.outcome === 'appended') watch.reached(result.lastPosition)
      return result
    },
    async read(stream, fromRevision = 0) {
      assertOpen()
      return reading.readStream(stream, Math.max(0, fromRevision))
    },
    async *readAll(after, filter) {
      assertOpen()
      yield* reading.readAll(after, filter)
    },
    subscribe: (after, filter, signal) =>
      follow(
        { readAll: life.within(ledger.readAll), beyond: watch.beyond },
        after,
        filter,
        AbortSignal.any([signal, closed]),
      ),
    async head() {
      assertOpen()
      return reading.head()
    },
    async incarnation() {
      assertOpen()
      return (await identity.read()).incarnation
    },
    async close() {
      watch.stop()
      await close()
    },
  }

  try {
    // What was stored before this moment will be known as a repetition.
    await Promise.all([life.look(), reading.head()])
  } catch (error) {
    await ledger.close()
    throw error
  }
  return ledger
}
