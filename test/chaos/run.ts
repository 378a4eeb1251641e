import { parseArgs } from 'node:util'
import { seededRandom } from './random.ts'
import { type Context, failed, type Outcome, type Skipped } from './scenario.ts'
import { SCENARIOS } from './scenarios.ts'
import { table } from './table.ts'

/**
 * `npm run chaos [-- --seed N --seconds N --only NAME]`: makes every fault it can on this machine and prints what came of it.
 * Ends with an error on any loss, double, or other broken promise.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, seconds: { type: 'string', default: '600' }, only: { type: 'string' } },
})
const seed = values.seed === undefined ? process.pid : Number(values.seed)
const limit = Number(values.seconds) * 1000
const deadline = AbortSignal.timeout(limit)
const say = (line: string) => process.stderr.write(`${line}\n`)

const runOne = async (scenario: (typeof SCENARIOS)[number]): Promise<Outcome | Skipped> => {
  if (deadline.aborted) return { server: '', skipped: `the ${values.seconds} s were over` }
  const context: Context = { random: seededRandom(seed), short: false, deadline, say: (line) => say(`  ${line}`) }
  try {
    return await scenario.run(context)
  } catch (error) {
    const wrong = [error instanceof Error ? `${error.stack}` : `${error}`]
    return { server: '', faults: '', made: 0, acknowledged: 0, lost: 0, doubled: 0, wrong }
  }
}

const chosen = SCENARIOS.filter(({ name }) => values.only === undefined || name === values.only)
const results: { name: string; result: Outcome | Skipped }[] = []
for (const scenario of chosen) {
  say(`${scenario.name} …`)
  results.push({ name: scenario.name, result: await runOne(scenario) })
}
process.stdout.write(`${table(results)}\nseed ${seed}\n`)
process.exitCode = chosen.length === 0 || results.some(({ result }) => failed(result)) ? 1 : 0
