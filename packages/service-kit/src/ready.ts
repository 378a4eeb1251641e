import type { ProcessorStatus } from '@case-ledger/projections'
import type { Pool } from 'pg'
import type { ReadyCheck } from './http/health.ts'
import type { Clock } from './ports.ts'

/** D10: legal periods are reckoned by the store's time, answers by the host's. */
const MAX_SKEW_MS = 5_000

type Parts = { pool: Pool; ownStatus: () => Promise<ProcessorStatus[]>; clock: Clock; maxLag: number }

/** What `/ready` asks: database reachable, clocks agree, this process's processors near the head and free of faults. */
export const readyChecks = async ({ pool, ownStatus, clock, maxLag }: Parts): Promise<ReadyCheck[]> => {
  try {
    const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
    const skew = Math.abs(rows[0]!.now.getTime() - Date.parse(clock.now()))
    return [
      { name: 'database', ok: true },
      { name: 'clock', ok: skew <= MAX_SKEW_MS, detail: `${skew} ms between host and store` },
      ...(await ownStatus()).map(({ processor, lag, fault }) => ({
        name: processor,
        ok: lag <= maxLag && fault === undefined,
        detail: fault ?? `${lag} events behind`,
      })),
    ]
  } catch {
    return [{ name: 'database', ok: false, detail: 'not reachable' }]
  }
}
