import { type Entrant, loadPeer } from '../contestant.ts'

type Detail = { aggregateId: string; version: number; type: string; payload: object; metadata: object }
type Grouped = { context?: { eventStoreId: string } }
type Adapter = {
  pushEvent(event: Detail, options: { eventStoreId: string }): Promise<unknown>
  groupEvent(event: Detail): Grouped
  pushEventGroup(options: object, ...events: Grouped[]): Promise<unknown>
  _sql: { end(): Promise<void> }
}
type Module = {
  PostgresEventStorageAdapter: {
    new (options: { connectionString: string }): Adapter
    createEventTable(options: { connectionString: string; aggregateId: object }): Promise<unknown>
  }
}

export const CASTORE = 'castore'
const STORE = { eventStoreId: 'case' }

/** https://www.npmjs.com/package/@castore/event-storage-adapter-postgres, with its own client and defaults. */
export const castore: Entrant = {
  name: CASTORE,
  async enter(connectionString) {
    const { PostgresEventStorageAdapter } = await loadPeer<Module>('@castore/event-storage-adapter-postgres')
    await PostgresEventStorageAdapter.createEventTable({
      connectionString,
      aggregateId: { type: 'VARCHAR', length: 64 },
    })
    const adapter = new PostgresEventStorageAdapter({ connectionString })
    return {
      name: CASTORE,
      async append(stream, events, expected) {
        // Its versions begin at 1.
        const details = events.map(({ type, data, header }, i) => ({
          ...{ aggregateId: stream, version: expected + 2 + i, type },
          ...{ payload: data, metadata: header },
        }))
        const [first] = details
        if (details.length === 1 && first) await adapter.pushEvent(first, STORE)
        else {
          const group = details.map((detail) => Object.assign(adapter.groupEvent(detail), { context: STORE }))
          await adapter.pushEventGroup({}, ...group)
        }
        return 'appended'
      },
      close: () => adapter._sql.end(),
    }
  },
}
