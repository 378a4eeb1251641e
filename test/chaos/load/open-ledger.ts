import { randomBytes, randomUUID } from 'node:crypto'
import { createPostgresLedger, type Ledger } from '@case-ledger/ledger'
import { createEventStoreLedger } from '@case-ledger/ledger/eventstore'

/** The ledger in PostgreSQL, or in EventStoreDB where the connection string is one of that. */
export const openLedger = (connectionString: string): Promise<Ledger> =>
  connectionString.startsWith('esdb')
    ? createEventStoreLedger({
        url: connectionString,
        clock: { now: () => new Date().toISOString() },
        ids: { uuid: randomUUID, bytes: randomBytes },
      })
    : createPostgresLedger({ connectionString })
