import type { Amount, FactSheet, JudicialOutcome, Mode, OccurredAt, When } from '@case-ledger/contracts'

/** One act as the file remembers it: which event, when, by whom, how it came in. */
export type Entry = { event: string; at: OccurredAt; agency: string; mode: Mode }

/** Where an event stands, to read from it what no read model keeps. */
export type EventPlace = { stream: string; revision: number }

export type Penalty = Entry & {
  subject?: string
  documentNumber?: string
  fine?: number
  total?: number
  confiscated?: number
  legalBases: readonly string[]
  kinds: readonly string[]
  collectivelyDiscussed?: boolean
  amountAtFiling?: Amount
  amountAtPenalty?: Amount
  revokedBy?: string
}

/** Told after a penalty, in the order in which the acts came in; it places an act that has no date, and no more. */
type Told = { afterPenalty?: true }

export type CriminalStep = Entry &
  Told & {
    step:
      | 'opened'
      | 'received'
      | 'accepted'
      | 'filed'
      | 'not_filed'
      | 'arrested'
      | 'prosecuted'
      | 'not_prosecuted'
      | 'judged'
      | 'returned'
    subject?: string
    outcome?: JudicialOutcome['outcome']
    offences: readonly string[]
    /** Reasons are on file (non-filing, non-prosecution). */
    reasoned?: boolean
    criminalFine?: number
  }

export type TransferRecord = {
  stream: string
  kind: 'lead' | 'crime' | 'reverse'
  reported?: Entry
  refused?: Entry & { reasoned: boolean }
  dispatched?: Entry & Told & { to: string; copyTo?: string; onAdvice: boolean }
}

export type InstrumentRecord = {
  stream: string
  kind: string
  to: string
  issued: Entry
  served?: Entry
  replied?: Entry
  outcome?: Entry & { outcome: string }
}

/**
 * 案件链卷宗: everything the ledger holds on one matter, folded from its events; codes, dates and references only, no personal
 * value. What is not in it is unknown, not absent.
 */
export type MatterFile = {
  matter: string
  /** Position of the last event folded in; decimal string. */
  position: string
  /** Who it is about; the name itself is read from the event that gives it, where the reader may see it. */
  parties: Record<string, { kind: string; heads?: number; named: boolean; namedIn: EventPlace }>
  leads: readonly Entry[]
  filings: readonly (Entry & { nature: string; jointWith: readonly string[] })[]
  measures: readonly Entry[]
  sheets: readonly (Entry & { sheet: FactSheet })[]
  penalties: readonly Penalty[]
  outcomes: readonly (Entry & { outcome: string; reasoned: boolean })[]
  closures: readonly Entry[]
  nonTransfer: readonly (Entry & { statedBy: string })[]
  transfers: readonly TransferRecord[]
  routes: readonly string[]
  criminal: readonly CriminalStep[]
  instruments: readonly InstrumentRecord[]
  listings: readonly Entry[]
  sources: readonly string[]
  /** The days on which the sources became public: everything had happened by then. */
  publishedAt: readonly When[]
}

export const emptyFile = (matter: string): MatterFile => ({
  matter,
  position: '-1',
  parties: {},
  leads: [],
  filings: [],
  measures: [],
  sheets: [],
  penalties: [],
  outcomes: [],
  closures: [],
  nonTransfer: [],
  transfers: [],
  routes: [],
  criminal: [],
  instruments: [],
  listings: [],
  sources: [],
  publishedAt: [],
})

export const dateOf = (entry: Entry | undefined): When | undefined =>
  entry === undefined || entry.at === 'unknown' ? undefined : entry.at

/** The decisions that stand: a revoked penalty no longer does. */
export const standingPenalties = (file: MatterFile): readonly Penalty[] => file.penalties.filter((p) => !p.revokedBy)
