import {
  type AggregateContract,
  type ErrorCode,
  type EventHeader,
  type Irregularity,
  LedgerError,
  type Mode,
  parseWhen,
} from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { decideWith, evolveWith, type UntypedEvent } from '../any-aggregate.ts'
import type { Aggregate, Context } from '../decider.ts'
import { applyGuards } from '../guards.ts'

/** Circumstances of an act in a scenario; the rest has quiet defaults. `at` is written as in an acts file. */
export type Circumstances = { at?: string; agency?: string; officers?: string[]; matter?: string; now?: string }

/** An event of a contract as a test writes it: what the schema defaults may be left out. */
export type EventInput<C extends AggregateContract> = {
  [T in keyof C['events'] & string]: { type: T; data: z.input<C['events'][T]['data']> }
}[keyof C['events'] & string]

type Past<C extends AggregateContract> = EventInput<C> & Circumstances & { mode?: Mode }
type Verb<C extends AggregateContract> = keyof C['commands'] & string
type CommandInput<C extends AggregateContract, V extends Verb<C>> = z.input<C['commands'][V]['data']>

/**
 * One story of an aggregate, read as given / when / then. It runs the pure decider only: no ledger, no clock.
 *
 *     scenario('a transfer leaves only with the head’s approval', transfer)
 *       .given([{ type: 'TransferReported', data: { kind: 'crime' } }])
 *       .when('dispatch', { kind: 'crime', to: 'police', papers: [] })
 *       .refused('transfer.not_approved')
 *
 * `when` performs, `reported` reports (D1). A scenario has one ending: `then`, `thenNothing` or `refused`.
 */
export const scenario = <C extends AggregateContract, S>(name: string, aggregate: Aggregate<C, S>) => ({
  given: (past: readonly Past<C>[]) => whenAfter(name, aggregate, past),
  ...whenAfter(name, aggregate, []),
})

const whenAfter = <C extends AggregateContract, S>(
  name: string,
  aggregate: Aggregate<C, S>,
  past: readonly Past<C>[],
) => {
  const ending = (mode: Mode) => {
    return <V extends Verb<C>>(verb: V, data: CommandInput<C, V>, circumstances: Circumstances = {}) =>
      endings(name, aggregate.contract, () => {
        const command = aggregate.contract.commands[verb]!.data.parse(data)
        const state = evolveWith(aggregate, past.map(recorded(aggregate.contract)))
        const decision = decideWith(aggregate, verb, command, state, contextOf(mode, circumstances))
        return { irregularities: applyGuards(mode, decision.guards), events: decision.events }
      })
  }
  return { when: ending('perform'), reported: ending('report') }
}

type Outcome = { irregularities: Irregularity[]; events: readonly UntypedEvent[] }

const endings = <C extends AggregateContract>(name: string, contract: C, run: () => Outcome) => ({
  /** Exactly these events, valid by their schemas, and exactly these irregularities (by code; none when left out). */
  // biome-ignore lint/suspicious/noThenProperty: a scenario is read given/when/then and never awaited
  then: (events: readonly EventInput<C>[], options: { irregularities?: readonly ErrorCode[] } = {}) =>
    test(name, () => {
      const outcome = run()
      expect(outcome.events.map(checked(contract))).toEqual(events.map(checked(contract)))
      expect(outcome.irregularities.map((i) => i.code)).toEqual(options.irregularities ?? [])
    }),
  /** Accepted, and there is nothing to record: it is so already. */
  thenNothing: () => test(name, () => expect(run().events).toEqual([])),
  /** Refused with this code; `field` too, when given. */
  refused: (code: ErrorCode, options: { field?: string } = {}) =>
    test(name, () => {
      const error = errorOf(run)
      expect(error).toMatchObject({ code, ...options })
    }),
})

const errorOf = (run: () => Outcome): LedgerError => {
  try {
    run()
  } catch (error) {
    if (error instanceof LedgerError) return error
    throw error
  }
  throw new Error('the act was accepted, though it should have been refused')
}

/** Fails where a decider makes an event that its own schema refuses. */
const checked =
  (contract: AggregateContract) =>
  (event: UntypedEvent): UntypedEvent => {
    const schema = contract.events[event.type]
    if (!schema) throw new Error(`${event.type} is no event of ${contract.aggregate}`)
    return { type: event.type, data: schema.data.parse(event.data) }
  }

const NOW = '2026-03-02T01:00:00.000Z'
const DEFAULTS = { at: '2026-03-02', agency: 'market-regulator', officers: ['甲', '乙'], matter: 'M1', now: NOW }

const timeOf = (at: string): Context['at'] => {
  const time = at === 'unknown' ? 'unknown' : parseWhen(at)
  if (!time) throw new Error(`${at} is no date`)
  return time
}

const contextOf = (mode: Mode, circumstances: Circumstances): Context => {
  const { at, ...rest } = { ...DEFAULTS, ...circumstances }
  return { ...rest, at: timeOf(at), mode }
}

const recorded =
  (contract: AggregateContract) =>
  <C extends AggregateContract>({ type, data, mode, ...circumstances }: Past<C>, revision: number) => {
    const context = contextOf(mode ?? 'perform', circumstances)
    const header: EventHeader = {
      id: `00000000-0000-8000-8000-${String(revision).padStart(12, '0')}`,
      type,
      schemaVersion: contract.events[type]?.version ?? 1,
      commandId: `given-${revision}`,
      commandHash: '',
      matter: context.matter,
      agency: context.agency,
      actor: { kind: 'user', id: 'tester', agency: context.agency },
      officers: [...context.officers],
      mode: context.mode,
      occurredAt: context.at,
      basis: { rulebookDigest: '' },
      classification: 'M1',
      audience: [context.agency],
    }
    return { ...checked(contract)({ type, data }), header, revision, recordedAt: context.now }
  }
