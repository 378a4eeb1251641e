import { createPostgresLedger, type Ledger, ledgerInstruments } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { Clock, Ids } from './ports.ts'

type Where = { pool: Pool; eventstoreUrl: string | undefined; clock: Clock; ids: Ids }

/** The ledger in EventStoreDB where one is named, else in the database of the read models. */
export const openLedger = async ({ pool, eventstoreUrl: url, clock, ids }: Where): Promise<Ledger> => {
  if (url === undefined) return createPostgresLedger({ pool })
  // Brings gRPC along, so only for those who use it.
  const { createEventStoreLedger } = await import('@case-ledger/ledger/eventstore')
  const { resubscriptions } = ledgerInstruments()
  return createEventStoreLedger({ url, clock, ids, onRestart: () => resubscriptions.add(1) })
}
