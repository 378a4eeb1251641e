import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type TestOutcome = { title: string; fullName: string; status: string }

/** Races are over in seconds; a mutant that hangs is red soon enough. */
const TIMEOUT_MS = 15_000

/** Runs a spec of the tree at `root`, one test of it by its title if given. Empty when it cannot even be loaded. */
export const runSpec = (root: string, spec: string, title?: string): TestOutcome[] => {
  const report = join(root, 'report.json')
  rmSync(report, { force: true })
  spawnSync(
    process.execPath,
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      ...['run', spec, '--reporter=json', `--outputFile=${report}`, `--testTimeout=${TIMEOUT_MS}`],
      ...(title === undefined ? [] : ['-t', title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')]),
    ],
    { cwd: root, stdio: 'ignore' },
  )
  if (!existsSync(report)) return []
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: TestOutcome[] }[]
  }
  return testResults.flatMap((file) => file.assertionResults)
}
