import { type Contestant, type Entrant, NotHere } from './contestant.ts'
import { newStream, sampleEvents } from './sample.ts'
import type { Figure, Scenario } from './scenario.ts'

export type Field = { contestants: Contestant[]; absent: { name: string; why: string }[] }

/** Lets everybody enter who is here; who is not is named with the reason. */
export const enterAll = async (entrants: readonly Entrant[], freshDatabase: () => Promise<string>): Promise<Field> => {
  const field: Field = { contestants: [], absent: [] }
  for (const entrant of entrants) {
    try {
      field.contestants.push(await entrant.enter(await freshDatabase()))
    } catch (error) {
      if (!(error instanceof NotHere)) throw error
      field.absent.push({ name: entrant.name, why: error.message })
    }
  }
  return field
}

const AT_ONCE = 100

/** So that there is something to read, whatever is measured before. */
export const fill = async (contestant: Contestant, events: number): Promise<void> => {
  for (let from = 0; from < events; from += AT_ONCE)
    await contestant.append(newStream(), sampleEvents(AT_ONCE, from), -1)
}

const takesPart = ({ only, needs }: Scenario, contestant: Contestant): boolean =>
  (only?.includes(contestant.name) ?? true) && (needs === undefined || contestant[needs] !== undefined)

/**
 * Every scenario of every contestant, one after the other, again and again: what the machine does besides falls on all alike,
 * and each round another one begins.
 */
export const runRounds = async (
  scenarios: readonly Scenario[],
  contestants: readonly Contestant[],
  { rounds, forMs, onRun }: { rounds: number; forMs: number; onRun: (what: string) => void },
): Promise<Figure[]> => {
  const figures = new Map<string, Figure>()
  for (let round = 0; round < rounds; round++)
    for (const scenario of scenarios) {
      const there = contestants.filter((contestant) => takesPart(scenario, contestant))
      for (let i = 0; i < there.length; i++) {
        const contestant = there[(i + round) % there.length]!
        onRun(`${round + 1}/${rounds} ${scenario.name}: ${contestant.name}`)
        const run = await scenario.run(contestant, forMs)
        const key = `${scenario.name}\n${contestant.name}`
        const figure = figures.get(key) ?? {
          ...{ scenario: scenario.name, unit: scenario.unit, contestant: contestant.name },
          runs: [],
        }
        figure.runs.push(run)
        figures.set(key, figure)
      }
    }
  return [...figures.values()]
}
