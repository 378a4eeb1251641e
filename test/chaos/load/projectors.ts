import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createPostgresLedger } from '@case-ledger/ledger'
import { createRuntime, type Runtime } from '@case-ledger/projections'
import type { Pool } from 'pg'
import { plainDecode } from '../../../packages/projections/src/testing/events.ts'
import { tallyProjection } from '../../../packages/projections/src/testing/tally.ts'
import { openPool } from '../server/cluster.ts'

const PROGRAM = fileURLToPath(new URL('projector-process.ts', import.meta.url))
const SETTLE_MS = 120_000

export type Projector = { pid: number; kill(signal: NodeJS.Signals): void; stop(): Promise<void> }

/** Starts one; `ready` when it works or stands by. */
export const startProjector = async (connectionString: string): Promise<Projector> => {
  const child: ChildProcess = fork(PROGRAM, [connectionString], { execArgv: [] })
  const gone = once(child, 'close')
  await Promise.race([once(child, 'message'), gone])
  return {
    pid: child.pid!,
    kill: (signal) => {
      child.kill(signal)
    },
    stop: async () => {
      child.kill('SIGCONT')
      if (child.connected) child.send('stop')
      await gone
    },
  }
}

/** Looks at what projectors build, without being one until it starts its own runtime. */
export const withOnlooker = async <T>(
  connectionString: string,
  work: (runtime: Runtime, pool: Pool) => Promise<T>,
): Promise<T> => {
  const pool = openPool(connectionString)
  const ledger = await createPostgresLedger({ connectionString })
  const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tallyProjection()] })
  try {
    return await work(runtime, pool)
  } finally {
    await runtime.stop()
    await ledger.close()
    await pool.end()
  }
}

/** What is wrong with the tally as it stands: it must hold every event once, and equal one built from nothing. */
export const judgeTally = (connectionString: string): Promise<string[]> =>
  withOnlooker(connectionString, async (runtime, pool) => {
    await runtime.start()
    await runtime.settle(SETTLE_MS)
    const wrong: string[] = []
    const { rows } = await pool.query<{ seen: string; events: string }>(
      `select (select count(*) from tally_v1.seen) as seen, (select count(*) from ledger.events where type = 'Noted') as events`,
    )
    if (rows[0]!.seen !== rows[0]!.events)
      wrong.push(`the projection took ${rows[0]!.seen} of ${rows[0]!.events} events`)
    const digest = await runtime.digest('tally')
    await runtime.rebuild('tally')
    if ((await runtime.digest('tally')) !== digest) wrong.push('the projection differs from a rebuild')
    return wrong
  })
