import {
  canonicalBytes,
  createPostgresLedger,
  type EventToAppend,
  type Ledger,
  migrateLedger,
} from '@case-ledger/ledger'
import type { Contestant, Entrant } from '../contestant.ts'
import type { SampleEvent } from '../sample.ts'

/** Canonical bytes are made here, inside the measured time, as a codec makes them. */
const toAppend = ({ id, type, header, data }: SampleEvent): EventToAppend => ({
  id,
  type,
  header: canonicalBytes(header),
  data: canonicalBytes(data),
})

/** A ledger behind its port, whichever store it is on; read whole, or only the last `readBack` events. */
export const throughPort = (name: string, ledger: Ledger, readBack?: bigint): Contestant => ({
  name,
  async append(stream, events, expected) {
    const { outcome } = await ledger.append({
      stream,
      expected: expected < 0 ? 'no_stream' : expected,
      events: events.map(toAppend),
    })
    return outcome === 'appended' ? 'appended' : 'conflict'
  },
  async readAll(types) {
    let count = 0
    const after = readBack === undefined ? -1n : (await ledger.head()) - readBack
    for await (const read of ledger.readAll(after, types && { types })) if (read.kind === 'event') count++
    return count
  },
  close: () => ledger.close(),
})

export const OURS = 'case-ledger'

export const ours: Entrant = {
  name: OURS,
  async enter(connectionString) {
    await migrateLedger(connectionString)
    return throughPort(OURS, await createPostgresLedger({ connectionString }))
  },
}
