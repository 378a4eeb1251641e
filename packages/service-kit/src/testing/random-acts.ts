import { type AggregateContract, LedgerError, MODES, type Mode } from '@case-ledger/contracts'
import { loadRulebook } from '@case-ledger/rulebook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnyAggregate, decideWith, type UntypedEvent } from '../any-aggregate.ts'
import type { Aggregate, Context } from '../decider.ts'
import { applyGuards } from '../guards.ts'
import { arbitraryOf } from './arbitrary.ts'

/**
 * What holds of every aggregate, tried with random histories and random acts in both modes: evolving and deciding never crash,
 * change nothing they were given and give the same answer again; events fit their schemas; what may be performed may be
 * reported without irregularity; a report is refused only for what is impossible; a cited rule stands in the rulebook.
 */
export const holdsForRandomActs = <C extends AggregateContract, S>(aggregate: Aggregate<C, S>): void =>
  test(`${aggregate.contract.aggregate}: random acts on random histories`, () => {
    fc.assert(
      fc.property(
        fc.array(eventOf(aggregate.contract), { maxLength: 12 }),
        fc.array(actOf(aggregate.contract)),
        tryOut(aggregate),
      ),
      { numRuns: 150 },
    )
  })

const rulebook = loadRulebook()

type RandomAct = { verb: string; data: unknown; context: Omit<Context, 'mode'>; mode: Mode }

const tryOut = (aggregate: AnyAggregate) => (history: readonly UntypedEvent[], acts: readonly RandomAct[]) => {
  let state = history.reduce(evolved(aggregate), frozen(aggregate.initial))
  for (const { verb, data, context, mode } of acts) {
    const decide = (m: Mode) => decideWith(aggregate, verb, frozen(data), state, { ...context, mode: m })
    const { guards, events } = decide(mode)
    expect(decide(mode)).toEqual({ guards, events })
    expect(guards.filter(({ rule }) => rule !== undefined && rulebook.byId(rule) === undefined)).toEqual([])

    const performed = outcomeOf(() => applyGuards('perform', decide('perform').guards))
    const reported = outcomeOf(() => applyGuards('report', decide('report').guards))
    if (Array.isArray(performed)) expect(reported).toEqual([])
    if (reported instanceof LedgerError) expect(guards.some((g) => g.inBothModes && g.held !== 'yes')).toBe(true)

    const taken = mode === 'perform' ? performed : reported
    if (Array.isArray(taken)) state = events.reduce(evolved(aggregate), state)
  }
}

const evolved =
  (aggregate: AnyAggregate) =>
  (state: unknown, { type, data }: UntypedEvent): unknown => {
    const parsed = aggregate.contract.events[type]!.data.parse(data)
    const event = frozen({
      type,
      data: parsed,
      header: { type, mode: 'perform', agency: 'unit-7', occurredAt: 'unknown' },
    })
    return frozen(aggregate.evolve(state as never, event as never))
  }

const outcomeOf = <T>(run: () => T): T | LedgerError => {
  try {
    return run()
  } catch (error) {
    if (error instanceof LedgerError) return error
    throw error
  }
}

const eventOf = ({ events }: AggregateContract): fc.Arbitrary<UntypedEvent> =>
  fc.oneof(
    ...Object.entries(events).map(([type, { data }]) =>
      fc.record({ type: fc.constant(type), data: arbitraryOf(data) }),
    ),
  )

const actOf = ({ commands }: AggregateContract): fc.Arbitrary<RandomAct> =>
  fc.oneof(
    ...Object.entries(commands).map(([verb, { data }]) =>
      fc.record({
        verb: fc.constant(verb),
        data: arbitraryOf(data).map((value) => data.parse(value)),
        context: fc.record({
          now: fc.constant('2026-03-02T01:00:00.000Z'),
          at: fc.constantFrom<Context['at']>('unknown', { value: '2026-03', precision: 'month' }),
          agency: fc.constantFrom('market-regulator', 'police', 'procuratorate', 'court', 'unit-7'),
          officers: fc.subarray(['甲', '乙', '丙']),
          matter: fc.constant('M1'),
        }),
        mode: fc.constantFrom(...MODES),
      }),
    ),
  )

/** So that whoever changes what he was given fails at once. */
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}
