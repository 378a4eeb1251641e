import type { ProcessorStatus } from '@case-ledger/projections'
import type { Pool } from 'pg'
import type { ReadyCheck } from './http/health.ts'
import type { Clock } from './ports.ts'

/** D10: legal periods are reckoned by the store's time, answers by the host's. */
const MAX_SKEW_MS = 5_000

/** How far a processor may fall behind, and how many events it may have set aside. */
export type ReadyLimits = { maxLag: number; maxParked: number }

type Parts = {
  pool: Pool
  ownProcessors: ReadonlySet<string>
  ownStatus: () => Promise<ProcessorStatus[]>
  clock: Clock
  limits: ReadyLimits
}

/**
 * What `/ready` and `ledger status` ask: database reachable, clocks agree, this process's processors near the head, with
 * nothing set aside and free of faults. Each check says in words what it found.
 */
export const readyChecks = async ({ pool, ownProcessors, ownStatus, clock, limits }: Parts): Promise<ReadyCheck[]> => {
  try {
    const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now')
    const skew = Math.abs(rows[0]!.now.getTime() - Date.parse(clock.now()))
    const status = new Map((await ownStatus()).map((one) => [one.processor, one]))
    return [
      { name: 'database', ok: true, detail: '数据库可用 reachable' },
      clockCheck(skew),
      ...[...ownProcessors].map((name) => processorCheck(name, status.get(name), limits)),
    ]
  } catch {
    return [{ name: 'database', ok: false, detail: '数据库无法访问 not reachable' }]
  }
}

const clockCheck = (skew: number): ReadyCheck => {
  const ok = skew <= MAX_SKEW_MS
  const words = ok ? '时钟一致 clocks agree' : '本机与数据库时钟不一致 clocks of host and store differ'
  return { name: 'clock', ok, detail: `${words}: ${skew} ms, 上限 limit ${MAX_SKEW_MS} ms` }
}

const processorCheck = (name: string, status: ProcessorStatus | undefined, limits: ReadyLimits): ReadyCheck => {
  if (!status) return { name, ok: false, detail: '尚未启动 not begun yet' }
  const faults = faultsOf(status, limits)
  if (faults.length > 0) return { name, ok: false, detail: faults.join('; ') }
  return { name, ok: true, detail: `正常，落后 ${status.lag} in order, ${status.lag} events behind` }
}

const faultsOf = ({ lag, parked, parkedPartitions, fault }: ProcessorStatus, { maxLag, maxParked }: ReadyLimits) => [
  ...(lag > maxLag ? [`落后 ${lag} 个事件 ${lag} events behind, 上限 limit ${maxLag}`] : []),
  ...(parked > maxParked
    ? [`搁置 ${parked} 个事件 ${parked} events set aside in ${parkedPartitions} partitions, 上限 limit ${maxParked}`]
    : []),
  ...(fault === undefined ? [] : [`故障待重试 waits to try again: ${fault}`]),
]
