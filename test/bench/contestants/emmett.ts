import { type Entrant, loadPeer } from '../contestant.ts'

type Event = { type: string; data: object; metadata: object }
type Store = {
  appendToStream(stream: string, events: Event[], options: { expectedStreamVersion: bigint | string }): Promise<unknown>
  schema: { migrate(): Promise<unknown> }
  close(): Promise<void>
}
type Module = { getPostgreSQLEventStore(connectionString: string): Store }

export const EMMETT = 'emmett-postgresql'

/** https://www.npmjs.com/package/@event-driven-io/emmett-postgresql, with its own pool and defaults. */
export const emmett: Entrant = {
  name: EMMETT,
  async enter(connectionString) {
    const { getPostgreSQLEventStore } = await loadPeer<Module>('@event-driven-io/emmett-postgresql')
    const store = getPostgreSQLEventStore(connectionString)
    await store.schema.migrate()
    return {
      name: EMMETT,
      async append(stream, events, expected) {
        await store.appendToStream(
          stream,
          events.map(({ type, data, header }) => ({ type, data, metadata: header })),
          { expectedStreamVersion: expected < 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected + 1) },
        )
        return 'appended'
      },
      close: () => store.close(),
    }
  },
}
