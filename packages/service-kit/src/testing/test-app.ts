import type { Pool } from 'pg'
import { pino } from 'pino'
import { freshDatabase } from '../../../../test/support/postgres.ts'
import { migrateAll } from '../migrate-all.ts'
import type { ServiceModule } from '../module.ts'
import { createPool } from '../pool.ts'
import { type AppOptions, createApp } from '../runtime.ts'
import { deriveSecrets } from '../secrets.ts'
import { TEST_REGION } from './memory-kit.ts'

/** A database of one's own with every schema; apps on it share their secrets, as services of one ledger do. */
export const testLedgerDatabase = async () => {
  const database = await freshDatabase()
  await migrateAll(database.connectionString)
  const pools: Pool[] = []
  const start = async (modules: readonly ServiceModule[], more: Partial<AppOptions> = {}) => {
    const pool = createPool(database.connectionString)
    pools.push(pool)
    const app = await createApp({
      modules,
      pool,
      region: TEST_REGION,
      rulebookDigest: 'test-rules',
      secrets: deriveSecrets('0'.repeat(64)),
      log: pino({ level: 'silent' }),
      ...more,
    })
    return { ...app, pool }
  }
  const drop = async () => {
    await Promise.all(pools.map((pool) => pool.end()))
    await database.drop()
  }
  return { start, drop }
}
