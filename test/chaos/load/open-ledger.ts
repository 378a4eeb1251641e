import { createPostgresLedger, type Ledger } from '@case-ledger/ledger'
import { createEventStoreLedger } from '@case-ledger/ledger/eventstore'
import { randomIds, systemClock } from '@case-ledger/service-kit'

/** The ledger in PostgreSQL, or in EventStoreDB where the connection string is one of that. */
export const openLedger = (connectionString: string): Promise<Ledger> =>
  connectionString.startsWith('esdb')
    ? createEventStoreLedger({ url: connectionString, clock: systemClock, ids: randomIds })
    : createPostgresLedger({ connectionString })
