import { COMMAND_RULES, decide } from '@case-ledger/access'
import { CONTRACTS, MODES } from '@case-ledger/contracts'
import { drawReactionGraph, eventsOfActs, type Reaction, undeclaredCycles } from '@case-ledger/projections'
import { type ModuleParts, servicePrincipal } from '@case-ledger/service-kit'
import { describe, expect, test } from 'vitest'
import { SERVICES } from '../../packages/cli/src/services.ts'

const REGION = '440000/440300'
/** Reactions are only looked at here, never run. */
const noParts = { now: () => '2026-01-01T00:00:00.000Z' } as ModuleParts

const reactions = SERVICES.flatMap(({ name, reactions: make }) =>
  (make?.(noParts) ?? []).map((reaction) => ({ service: name, reaction: reaction as unknown as Reaction })),
)
const all = reactions.map(({ reaction }) => reaction)
const eventsOf = eventsOfActs(CONTRACTS)
const eventTypes = CONTRACTS.flatMap((contract) => Object.keys(contract.events))
const commands = CONTRACTS.flatMap(({ service, aggregate, commands: verbs }) =>
  Object.keys(verbs).map((verb) => ({ service, aggregate, verb, name: `${service}.${aggregate}.${verb}` })),
)

describe('all services together', () => {
  test('have reactions, and no cycle of them that nobody says the end of', () => {
    expect(all.map((reaction) => reaction.name)).toContain('open-criminal-case-on-transfer')
    expect(undeclaredCycles(all, eventsOf), drawReactionGraph(all, eventsOf)).toEqual([])
  })

  test('have names of their own', () => {
    const names = [
      ...SERVICES.map((service) => service.name),
      ...SERVICES.flatMap((service) => (service.projections ?? []).map((projection) => projection.name)),
      ...all.map((reaction) => reaction.name),
    ]
    expect(new Set(names).size).toBe(names.length)
  })

  test('own every aggregate of the contracts once', () => {
    const owned = SERVICES.flatMap(({ name, aggregates }) =>
      aggregates.map(({ contract }) => `${name} has ${contract.service}.${contract.aggregate}`),
    )
    const expected = CONTRACTS.map(({ service, aggregate }) => `${service} has ${service}.${aggregate}`)
    expect(owned.sort()).toEqual(expected.sort())
  })

  test('read no event type and no category that has no contract', () => {
    const categories = CONTRACTS.map((contract) => contract.aggregate)
    const projections = SERVICES.flatMap((service) => service.projections ?? [])
    const readTypes = [...all.flatMap((r) => r.reads), ...projections.flatMap((p) => p.reads.types ?? [])]
    const readCategories = projections.flatMap((p) => p.reads.categories ?? [])
    expect(readTypes.length).toBeGreaterThan(0)
    expect(readTypes.filter((type) => !eventTypes.includes(type))).toEqual([])
    expect(readCategories.filter((category) => !categories.includes(category))).toEqual([])
  })

  test('record every event type under one contract only', () => {
    expect(new Set(eventTypes).size).toBe(eventTypes.length)
  })
})

describe('access', () => {
  test.each(commands)('says who may give $name', ({ service, aggregate, name }) => {
    const rules = COMMAND_RULES.filter((rule) =>
      rule.commands.some((c) => c === name || c === `${service}.${aggregate}.*`),
    )
    expect(rules.filter((rule) => rule.modes.includes('perform'))).not.toEqual([])
  })

  test('names no command that there is not', () => {
    const known = new Set(commands.flatMap(({ service, aggregate, name }) => [name, `${service}.${aggregate}.*`]))
    expect(COMMAND_RULES.flatMap((rule) => rule.commands).filter((name) => !known.has(name))).toEqual([])
  })

  test.each(reactions.flatMap(({ service, reaction }) => reaction.gives.map((act) => ({ service, act }))))(
    'lets service:$service give $act, as its reaction does',
    ({ service, act }) => {
      const [owner, aggregate, verb] = act.split('.') as [string, string, string]
      const principal = servicePrincipal(service, REGION)
      const allowed = MODES.filter(
        (mode) =>
          decide({
            principal,
            action: { service: owner, aggregate, verb, mode, agency: principal.agency },
            resource: { audience: [], region: REGION },
          }).allow,
      )
      expect(allowed).toContain('perform')
    },
  )
})
