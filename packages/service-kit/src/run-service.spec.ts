import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../test/support/postgres.ts'
import { loadSigningKeys } from './auth/keys.ts'
import { mintToken } from './auth/token.ts'
import type { Environment } from './config.ts'
import { migrateAll } from './migrate-all.ts'
import { systemClock } from './ports.ts'
import { testPrincipal } from './testing/memory-kit.ts'

const MAIN = fileURLToPath(new URL('testing/sample-service.ts', import.meta.url))
const SECRET = '0'.repeat(64)

/** The service as a process; `line` gives the next line of stderr that holds a text. */
const run = (env: Environment) => {
  const child = spawn(process.execPath, [MAIN], { env: { PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines = createInterface({ input: child.stderr })
  const seen: string[] = []
  lines.on('line', (line) => seen.push(line))
  const line = async (text: string): Promise<string> => {
    for (;;) {
      const found = seen.find((each) => each.includes(text))
      if (found) return found
      if (child.exitCode !== null) throw new Error(seen.join('\n'))
      await Promise.race([once(lines, 'line'), once(child, 'exit')])
    }
  }
  return { child, line, ended: once(child, 'close') }
}

describePostgres('a service alone', () => {
  let database: TestDatabase
  let folder: string
  let env: Environment
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'service-'))
    const signingKey = join(folder, 'key.pem')
    await writeFile(signingKey, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    database = await freshDatabase()
    env = { DATABASE_URL: database.connectionString, LEDGER_SECRET: SECRET, LEDGER_SIGNING_KEY: signingKey }
  })
  afterAll(async () => {
    await database?.drop()
    await rm(folder, { recursive: true })
  })

  test('refuses a database that is not migrated, in one line', async () => {
    const { child, line, ended } = run(env)
    expect(await line('run.schema_older')).toContain('ledger migrate')
    await ended
    expect(child.exitCode).toBe(1)
  })

  test('takes acts, becomes ready, and ends cleanly on SIGTERM', async () => {
    await migrateAll(database.connectionString)
    const { child, line, ended } = run(env)
    const address = /http:[^"]+/.exec(await line('Server listening at'))?.[0]
    const keys = await loadSigningKeys(env.LEDGER_SIGNING_KEY!)
    const token = await mintToken(keys.signing, testPrincipal(), {
      now: systemClock.now(),
      lifetime: { hours: 1 },
      keyId: keys.keyId,
    })
    const opened = await fetch(`${address}/referral/transfers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'k', 'content-type': 'application/json' },
      body: JSON.stringify({ matter: 'M1', at: '2026-03-01', data: { kind: 'crime' } }),
    })
    expect([opened.status, opened.headers.get('etag')]).toEqual([201, '"0"'])
    expect((await fetch(`${address}/ready`)).status).toBe(200)
    child.kill('SIGTERM')
    await ended
    expect(child.exitCode).toBe(0)
  })

  test('ends, with one sentence, when its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { child, line, ended } = run({ ...env, PORT: String(port) })
    expect(await line('run.port_in_use')).toContain(String(port))
    await ended
    expect(child.exitCode).toBe(1)
    other.close()
  })

  test('names what it lacks', async () => {
    const { child, line, ended } = run({ ...env, LEDGER_SECRET: '' })
    expect(await line('run.bad_configuration')).toContain('LEDGER_SECRET')
    await ended
    expect(child.exitCode).toBe(1)
  })
})
