import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { migrateAll } from '@case-ledger/service-kit'
import { drive, type Measured } from '../load.ts'

const CLI = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url))
const CALLERS = 16

export type Served = { address: string; token: string; stop(): Promise<void> }

/** `ledger serve` in a process of its own, on an empty database. */
export const serve = async (connectionString: string, secret: string): Promise<Served> => {
  await migrateAll(connectionString)
  const child = spawn(process.execPath, [CLI, 'serve', '--no-sample', '--json', '--port', '0'], {
    env: { ...process.env, DATABASE_URL: connectionString, LEDGER_SECRET: secret, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answer = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(`${line}`))
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
  const { address, tokens } = JSON.parse(answer) as { address: string; tokens: { label: string; token: string }[] }
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { address, token: tokens.find(({ label }) => label.includes('officer'))!.token, stop }
}

const LEAD = {
  ...{ matter: 'H-1', at: '2024-03-01', mode: 'perform' },
  data: { kind: 'report' },
}

/** Callers that keep their connection, each registering a lead as soon as the one before is acknowledged. */
export const commandOverHttp = async ({ address, token }: Served, forMs: number): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS })
  const body = JSON.stringify(LEAD)
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'idempotency-key': randomUUID(),
      }
      const sent = request(`${address}/intake/leads`, { method: 'POST', agent, headers }, (response) => {
        text(response).then(
          (said) => (response.statusCode === 201 ? resolve() : reject(new Error(`${response.statusCode} ${said}`))),
          reject,
        )
      })
      sent.once('error', reject)
      sent.end(body)
    })
  const measured = await drive(CALLERS, forMs, post)
  agent.destroy()
  return measured
}
