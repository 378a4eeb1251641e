import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '@case-ledger/service-kit/embedded'
import pg from 'pg'

export type TestServer = { connectionString: string; stop(): Promise<void> }

/** Tests try logic and races, not power cuts, so nothing waits for the disk; what `fsync` promises has its own tests. */
const FAST = { fsync: 'off', full_page_writes: 'off' } as const

/** An embedded PostgreSQL in a temporary folder, or the server that TEST_DATABASE_URL names (its user may create databases). */
export const startTestServer = async (settings: Readonly<Record<string, string>> = FAST): Promise<TestServer> => {
  const existing = process.env.TEST_DATABASE_URL
  if (existing) return { connectionString: existing, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'case-ledger-postgres-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const embedded = await openEmbedded(folder)
    await apply(embedded.connectionString, settings)
    const stop = async () => {
      await embedded.stop()
      await remove()
    }
    return { connectionString: embedded.connectionString, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

const apply = async (connectionString: string, settings: Readonly<Record<string, string>>): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  for (const [name, value] of Object.entries(settings)) await client.query(`alter system set ${name} = ${value}`)
  await client.query('select pg_reload_conf()')
  await client.end()
}
