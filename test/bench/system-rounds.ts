import { OURS } from './contestants/ours.ts'
import type { Server } from './database.ts'
import type { Figure } from './scenario.ts'
import { commandOverHttp, serve } from './scenarios/command.ts'
import { actToFinding } from './scenarios/finding.ts'
import { importActs } from './scenarios/import.ts'
import { rebuild } from './scenarios/rebuild.ts'
import { startSystem } from './system.ts'

export type Amounts = { rounds: number; forMs: number; acts: number; matters: number }

const figure = (scenario: string, unit: Figure['unit']): Figure => ({ scenario, unit, contestant: OURS, runs: [] })

/** What no peer has: the whole system, from an act to what is read of it. */
export const runSystem = async (
  server: Server,
  { rounds, forMs, acts, matters }: Amounts,
  onRun: (what: string) => void,
): Promise<Figure[]> => {
  const http = figure('command over HTTP, 16 callers', 'acts/s')
  const recorded = figure('import of a file, all recorded', 'acts/s')
  const screened = figure('import of a file, all screened', 'acts/s')
  const finding = figure('act to finding', 'ms')
  const rebuilt = figure('rebuild of a projection', 'events/s')
  const system = await startSystem(await server.freshDatabase())
  const served = await serve(await server.freshDatabase(), system.secret)
  try {
    for (let round = 1; round <= rounds; round++) {
      onRun(`${round}/${rounds} ${http.scenario}`)
      http.runs.push(await commandOverHttp(served, forMs))
      onRun(`${round}/${rounds} ${finding.scenario}`)
      finding.runs.push(await actToFinding(system, matters))
      onRun(`${round}/${rounds} ${recorded.scenario}`)
      const imported = await importActs(system, acts)
      recorded.runs.push(imported.recorded)
      screened.runs.push(imported.screened)
      onRun(`${round}/${rounds} ${rebuilt.scenario}`)
      rebuilt.runs.push(await rebuild(system))
    }
  } finally {
    await served.stop()
    await system.close()
  }
  return [http, recorded, screened, finding, rebuilt]
}
