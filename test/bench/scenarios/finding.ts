import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { actsOfMatter } from '../acts.ts'
import { type Measured, measured } from '../load.ts'
import type { System } from '../system.ts'

const FINDINGS = 'select from matter_files_v1.findings where matter = $1'
/** Between looks, so that looking costs the system little, in milliseconds. */
const LOOK_MS = 2

/** From the acknowledged act until its finding can be read, in a system that does nothing else but look at one matter at a time. */
export const actToFinding = async ({ app, pool, operator }: System, matters: number): Promise<Measured> => {
  const latencies: number[] = []
  const start = performance.now()
  for (let n = 0; n < matters; n++) {
    const matter = `F-${randomUUID()}`
    const acts = actsOfMatter(matter).slice(0, 3)
    let said = 0
    for (const act of acts) {
      said = performance.now()
      await app.handler.submit({ ...act, commandId: randomUUID(), principal: operator })
    }
    while ((await pool.query(FINDINGS, [matter])).rowCount === 0) await pause(LOOK_MS)
    latencies.push(performance.now() - said)
  }
  return measured(latencies, performance.now() - start)
}
