import type { AggregateContract } from '@case-ledger/contracts'
import type { Reaction } from './reaction.ts'

type Node = Pick<Reaction, 'name' | 'reads' | 'gives' | 'cycleEnds'>

/** Which event types an act may lead to. Every type of its aggregate: a contract does not say more, and too many is safe. */
export const eventsOfActs =
  (contracts: readonly AggregateContract[]) =>
  (act: string): readonly string[] =>
    contracts.filter((c) => act.startsWith(`${c.service}.${c.aggregate}.`)).flatMap((c) => Object.keys(c.events))

type EventsOfAct = (act: string) => readonly string[]

/** The reactions that an event of `from` may set off. */
const setOffBy = (from: Node, all: readonly Node[], eventsOf: EventsOfAct): Node[] => {
  const types = new Set(from.gives.flatMap(eventsOf))
  return all.filter((to) => to.reads.some((type) => types.has(type)))
}

/**
 * Cycles of reactions (each as names, in order, starting with the least) in which none says why it ends: `cycleEnds`. A test
 * of the composed system demands that there is none.
 */
export const undeclaredCycles = (reactions: readonly Node[], eventsOf: EventsOfAct): string[][] => {
  const nodes = reactions.filter((reaction) => reaction.cycleEnds === undefined)
  const cycles: string[][] = []
  const walk = (path: readonly Node[]): void => {
    const start = path[0]!
    for (const next of setOffBy(path[path.length - 1]!, nodes, eventsOf)) {
      if (next === start) cycles.push(path.map((node) => node.name))
      // Each cycle is walked once, from its least name.
      else if (next.name > start.name && !path.includes(next)) walk([...path, next])
    }
  }
  for (const node of nodes) walk([node])
  return cycles
}

/** The graph as Mermaid text: event type → reaction → act → event type. */
export const drawReactionGraph = (reactions: readonly Node[], eventsOf: EventsOfAct): string => {
  const read = new Set(reactions.flatMap((reaction) => reaction.reads))
  const edges = reactions.flatMap((reaction) => [
    ...reaction.reads.map((type) => `  ${type}([${type}]) --> ${reaction.name}{{${reaction.name}}}`),
    ...reaction.gives.map((act) => `  ${reaction.name}{{${reaction.name}}} --> ${act}[${act}]`),
    ...reaction.gives.flatMap((act) =>
      eventsOf(act)
        .filter((type) => read.has(type))
        .map((type) => `  ${act}[${act}] -.-> ${type}([${type}])`),
    ),
  ])
  return ['flowchart LR', ...new Set(edges)].join('\n')
}
