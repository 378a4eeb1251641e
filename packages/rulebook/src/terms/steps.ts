import type {
  caseContract,
  criminalCaseContract,
  EventOf,
  instrumentContract,
  leadContract,
  listingContract,
  transferContract,
} from '@case-ledger/contracts'

type LedgerEvent =
  | EventOf<typeof leadContract>
  | EventOf<typeof caseContract>
  | EventOf<typeof transferContract>
  | EventOf<typeof criminalCaseContract>
  | EventOf<typeof instrumentContract>
  | EventOf<typeof listingContract>

/** A step of an aggregate 程序步骤 as the event that records it; `where` narrows it by the event's data. */
export type EventStep = {
  [E in LedgerEvent as E['type']]: { event: E['type']; where?: Partial<E['data']> }
}[LedgerEvent['type']]

/** Who owes the step 义务主体; for a right, whose right it is. */
export type Debtor = 'agency' | 'agency_head' | 'police' | 'procuratorate' | 'addressee'

/**
 * How a term runs in the ledger 期限绑定: what starts it, what ends it, who owes it. The clock starts at the anchor's
 * `occurredAt`; the first of `closes` in the same matter ends it.
 */
export type TermBinding = {
  dutyGroup: string
  /** Only these rules of the group; left out = every rule of it that has a number. */
  rules?: readonly string[]
  anchor: EventStep
  closes: readonly EventStep[]
  /** Kinds of the anchor's aggregate that it applies to, where the anchoring event itself does not carry its kind. */
  kinds?: readonly string[]
  debtor: Debtor
}
