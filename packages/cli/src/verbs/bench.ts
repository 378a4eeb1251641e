import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LedgerError } from '@case-ledger/contracts'

const BENCH = fileURLToPath(new URL('../../../../test/bench/main.ts', import.meta.url))

export type BenchOptions = { quick?: true; only?: string; long?: string }

/**
 * 测速: measures this ledger, and beside it the stores that `npm run bench` has installed; those that are not there are named.
 * It runs in a process of its own, on a PostgreSQL of its own. Answers the exit code.
 */
export const benchVerb = async ({ quick, only, long }: BenchOptions, json: boolean): Promise<number> => {
  if (!existsSync(BENCH))
    throw new LedgerError('run.not_supported', { field: 'bench', detail: 'needs the source tree' })
  const flags = [
    ...(quick ? ['--quick'] : []),
    ...(json ? ['--json'] : []),
    ...(only === undefined ? [] : ['--only', only]),
    ...(long === undefined ? [] : ['--long', long]),
  ]
  const child = spawn(process.execPath, [BENCH, ...flags], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}
