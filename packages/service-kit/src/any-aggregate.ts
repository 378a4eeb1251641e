import type { AggregateContract } from '@case-ledger/contracts'
import type { Context, Decision } from './decider.ts'

/**
 * An aggregate whose types are not known here: what the handler keeps a list of. `never` as parameter lets every
 * `Aggregate<C, S>` stand in; `decideWith` and `evolveWith` give values to it after its own schemas have checked them.
 */
export type AnyAggregate = {
  contract: AggregateContract
  initial: unknown
  evolve: (state: never, event: never) => unknown
  decide: Record<string, (command: never, state: never, context: Context) => Decision<UntypedEvent>>
}

export type UntypedEvent = { type: string; data: unknown }

/** @param data as parsed by the command's schema; @param state as folded by the same aggregate. */
export const decideWith = (
  aggregate: AnyAggregate,
  verb: string,
  data: unknown,
  state: unknown,
  context: Context,
): Decision<UntypedEvent> => aggregate.decide[verb]!(data as never, state as never, context)

/** State after the events, in order. */
export const evolveWith = (aggregate: AnyAggregate, events: readonly UntypedEvent[]): unknown =>
  events.reduce<unknown>((state, event) => aggregate.evolve(state as never, event as never), aggregate.initial)
