import { type AggregateContract, LedgerError } from '@case-ledger/contracts'
import type { z } from 'zod'

/** Current schema version of an event type, and its schema. */
export type EventSchema = { version: number; data: z.ZodType }
/** By event type. */
export type EventCatalogue = ReadonlyMap<string, EventSchema>

/** @throws LedgerError `run.internal` when two contracts claim the same event type. */
export const eventCatalogue = (contracts: readonly AggregateContract[]): EventCatalogue => {
  const entries = contracts.flatMap((contract) => Object.entries(contract.events))
  const catalogue = new Map(entries)
  if (catalogue.size !== entries.length) throw new LedgerError('run.internal', { detail: 'an event type stands twice' })
  return catalogue
}
