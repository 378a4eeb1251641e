import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chartOf } from './chart.ts'
import { NotHere } from './contestant.ts'
import { castore } from './contestants/castore.ts'
import { emmett } from './contestants/emmett.ts'
import { enterEventStore } from './contestants/eventstore.ts'
import { messageDb } from './contestants/message-db.ts'
import { ours } from './contestants/ours.ts'
import { raw } from './contestants/raw.ts'
import { startServer } from './database.ts'
import { GOALS, judge } from './goals.ts'
import { enterLarge, largeGoals } from './large.ts'
import { type Report, reportText } from './report.ts'
import { enterAll, type Field, fill, runRounds } from './rounds.ts'
import { appendScenarios } from './scenarios/append.ts'
import { readScenarios } from './scenarios/read.ts'
import { runSystem } from './system-rounds.ts'

/**
 * `npm run bench -- [--quick] [--json] [--only WORD] [--long EVENTS]`: all contestants in turn, on one server, and what came of
 * it as a table (or JSON), `results/bench.json` and `results/bench.svg`.
 */
const FULL = { rounds: 5, forMs: 2_000, fill: 50_000, acts: 4_000, matters: 60 }
const QUICK = { rounds: 1, forMs: 250, fill: 5_000, acts: 200, matters: 5 }
const RESULTS = fileURLToPath(new URL('results/', import.meta.url))

const options = {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  long: { type: 'string' },
} as const

const note = (line: string) => process.stderr.write(`${line}\n`)

/** Adds who needs a server of its own, or a filled one; what is left to stop afterwards. */
const enterOthers = async (field: Field, freshDatabase: () => Promise<string>, long: number) => {
  if (long > 0) {
    const onSlice = (done: number) => note(`long log: ${done.toLocaleString('en')} events`)
    field.contestants.push(await enterLarge(await freshDatabase(), long, onSlice))
  }
  try {
    const { contestants, stop } = await enterEventStore()
    field.contestants.push(...contestants)
    return stop
  } catch (error) {
    if (!(error instanceof NotHere)) throw error
    field.absent.push({ name: 'EventStoreDB', why: error.message })
    return async () => undefined
  }
}

const bench = async (): Promise<Report> => {
  const { values } = parseArgs({ options })
  const amounts = values.quick ? QUICK : FULL
  const long = Number(values.long ?? 0)
  const server = await startServer()
  try {
    const field = await enterAll([ours, raw, emmett, messageDb, castore], server.freshDatabase)
    const stopOthers = await enterOthers(field, server.freshDatabase, long)
    const scenarios = [...appendScenarios, ...readScenarios].filter(({ name }) => name.includes(values.only))
    note(`${amounts.fill} events for whoever is read`)
    for (const contestant of field.contestants) if (contestant.readAll) await fill(contestant, amounts.fill)
    const figures = await runRounds(scenarios, field.contestants, { ...amounts, onRun: note })
    for (const contestant of field.contestants) await contestant.close()
    await stopOthers()
    if (values.only === '') figures.push(...(await runSystem(server, amounts, note)))
    const goals = [...GOALS, ...(long > 0 ? largeGoals(scenarios.map(({ name }) => name)) : [])]
    return {
      machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`,
      server: server.version,
      rounds: amounts.rounds,
      absent: field.absent,
      figures: figures.toSorted((a, b) => order(a.scenario) - order(b.scenario)),
      goals: judge(goals, figures),
    }
  } finally {
    await server.stop()
  }
}

const order = (scenario: string): number => {
  const place = [...appendScenarios, ...readScenarios].findIndex(({ name }) => name === scenario)
  return place < 0 ? Number.MAX_SAFE_INTEGER : place
}

const report = await bench()
mkdirSync(RESULTS, { recursive: true })
writeFileSync(`${RESULTS}bench.json`, `${JSON.stringify(report, null, 2)}\n`)
try {
  writeFileSync(`${RESULTS}bench.svg`, await chartOf(report.figures))
} catch (error) {
  if (!(error instanceof NotHere)) throw error
  note(`no chart: ${error.message}`)
}
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(report)}\n` : `${reportText(report)}\n`)
