import { createEventStoreLedger } from '@case-ledger/ledger/eventstore'
import { randomIds, systemClock } from '@case-ledger/service-kit'
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client'
import { eventStoreMissing, eventStoreTopologies, startEventStore } from '../../support/eventstore.ts'
import { type Contestant, NotHere } from '../contestant.ts'
import { throughPort } from './ours.ts'

export const BARE_CLIENT = 'EventStoreDB client'
export const OUR_ADAPTER = 'case-ledger on EventStoreDB'

const bareClient = (url: string): Contestant => {
  const client = EventStoreDBClient.connectionString(url)
  return {
    name: BARE_CLIENT,
    async append(stream, events, expected) {
      const messages = events.map(({ id, type, data, header }) => jsonEvent({ id, type, data, metadata: header }))
      await client.appendToStream(stream, messages, { expectedRevision: expected < 0 ? NO_STREAM : BigInt(expected) })
      return 'appended'
    },
    async readAll() {
      let count = 0
      for await (const { event } of client.readAll()) if (event && !event.type.startsWith('$')) count++
      return count
    },
    close: () => client.dispose(),
  }
}

/** Both on one server: its bare client and our adapter. On disk where the server may be chosen. */
export const enterEventStore = async (): Promise<{ contestants: Contestant[]; stop(): Promise<void> }> => {
  if (eventStoreMissing !== undefined) throw new NotHere(eventStoreMissing)
  const topology = eventStoreTopologies.find((name) => name === 'disk') ?? eventStoreTopologies[0]!
  const server = await startEventStore(topology)
  const ledger = await createEventStoreLedger({ url: server.url, clock: systemClock, ids: randomIds })
  return { contestants: [bareClient(server.url), throughPort(OUR_ADAPTER, ledger)], stop: server.stop }
}
