import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, test } from 'vitest'
import { describePostgres, freshDatabase } from '../../../test/support/postgres.ts'
import { migrateProjections } from './migrate.ts'

const PROGRAM = fileURLToPath(new URL('testing/projector-process.ts', import.meta.url))
const EVENTS = 600

describePostgres('a projection whose process is killed again and again', () => {
  test('takes every event exactly once', async () => {
    const { connectionString, drop } = await freshDatabase()
    const pool = new pg.Pool({ connectionString, max: 1 })
    pool.on('error', () => undefined)
    await migrateProjections(connectionString)

    const checkpoint = async (): Promise<number> =>
      (await pool.query('select position::int from projections.checkpoints')).rows[0]?.position ?? -1
    const start = () => spawn(process.execPath, [PROGRAM, connectionString, String(EVENTS)], { stdio: 'inherit' })

    const killedAt: number[] = []
    for (const limit of [1, 150, 370]) {
      const child = start()
      const gone = once(child, 'exit')
      while ((await checkpoint()) < limit) await setImmediate()
      child.kill('SIGKILL')
      expect(await gone).toEqual([null, 'SIGKILL'])
      killedAt.push(await checkpoint())
    }
    expect(killedAt.at(-1)).toBeLessThan(EVENTS - 1)
    expect(await once(start(), 'exit')).toEqual([0, null])

    const { rows } = await pool.query('select matter, n, total from tally_v1.tally order by matter')
    const mine = (matter: number) => Array.from({ length: EVENTS }, (_, n) => n).filter((n) => n % 7 === matter)
    expect(rows).toEqual(
      Array.from({ length: 7 }, (_, matter) => ({
        matter: `M${matter}`,
        n: mine(matter).length,
        total: mine(matter).reduce((sum, n) => sum + n, 0),
      })),
    )
    expect((await pool.query('select count(*)::int as n from tally_v1.seen')).rows).toEqual([{ n: EVENTS }])
    await pool.end()
    await drop()
  })
})
