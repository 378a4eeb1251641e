import type {
  AggregateContract,
  CommandData,
  ErrorCode,
  EventHeader,
  EventOf,
  Stored,
  Tri,
  When,
} from '@case-ledger/contracts'

/** A condition of an act, with what it says when it does not hold and the rule behind it. */
export type Guard = { held: Tri; code: ErrorCode; rule?: string; field?: string; inBothModes: boolean }

type Says = { rule?: string; field?: string }

const guard = (held: boolean | Tri, code: ErrorCode, says: Says, inBothModes: boolean): Guard => ({
  held: typeof held === 'boolean' ? (held ? 'yes' : 'no') : held,
  code,
  ...says,
  inBothModes,
})

/** Must hold for a `perform`; a `report` is taken all the same and keeps the irregularity (D1). */
export const must = (held: boolean | Tri, code: ErrorCode, says: Says = {}): Guard => guard(held, code, says, false)

/** Must hold in both modes: without it the act is impossible, not merely irregular. */
export const mustBePossible = (held: boolean | Tri, code: ErrorCode, says: Says = {}): Guard =>
  guard(held, code, says, true)

export type Decision<E> = { guards: readonly Guard[]; events: readonly E[] }

/** `act(guards…).records(type, data)`: a decision is a value; the handler turns it into events, a refusal or irregularities. */
export const act = (...guards: Guard[]) => ({
  records: <T extends string, D>(type: T, data: D): Decision<{ type: T; data: D }> => ({
    guards,
    events: [{ type, data }],
  }),
  /** Nothing to record: it is so already. */
  changesNothing: (): Decision<never> => ({ guards, events: [] }),
})

/** What a decider may know besides command and state (D6). Pure values only. */
export type Context = {
  /** ISO instant of the one Clock port. */
  now: string
  at: When | 'unknown'
  agency: string
  officers: readonly string[]
  matter: string | undefined
  mode: EventHeader['mode']
}

/** An event as `evolve` sees it. */
export type Recorded<E extends { type: string; data: unknown }> = E & Pick<Stored, 'header' | 'revision' | 'recordedAt'>

/**
 * An aggregate: state → evolve → decide. Everything else (loading, appending, retrying, HTTP, import) is done once, by the
 * handler, for all of them.
 */
export type Aggregate<C extends AggregateContract = AggregateContract, S = unknown> = {
  contract: C
  initial: S
  evolve: (state: S, event: Recorded<EventOf<C>>) => S
  decide: {
    [V in keyof C['commands'] & string]: (
      command: CommandData<C, V>,
      state: S,
      context: Context,
    ) => Decision<EventOf<C>>
  }
}

export const defineAggregate = <const C extends AggregateContract, S>(aggregate: Aggregate<C, S>): Aggregate<C, S> =>
  aggregate
