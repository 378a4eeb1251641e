import { LedgerError } from '@case-ledger/contracts'
import { loadRulebook } from '@case-ledger/rulebook'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { loadSigningKeys, loadVerifyingKeys } from './auth/keys.ts'
import { tokenVerifier } from './auth/token.ts'
import { type Config, readConfig, type Setting } from './config.ts'
import { createLog } from './http/log.ts'
import { forever, interruptible } from './interruptible.ts'
import { listen } from './listen.ts'
import type { ServiceModule } from './module.ts'
import { createPool } from './pool.ts'
import { systemClock } from './ports.ts'
import { reportFailure } from './report-failure.ts'
import { type App, createApp } from './runtime.ts'
import { deriveSecrets } from './secrets.ts'
import { startTelemetry } from './telemetry.ts'

/**
 * One service as a process of its own, on a database that is there and migrated: `DATABASE_URL`, `LEDGER_SECRET` and
 * `LEDGER_TOKEN_KEYS` (or `LEDGER_SIGNING_KEY`) say which. Runs until a signal comes.
 */
export const runService = (module: ServiceModule): Promise<void> =>
  reportFailure(async () => {
    const config = readConfig()
    const serve = async ({ app, server }: Opened) => {
      await app.processors.start()
      await listen(server, config)
      return forever()
    }
    const endTelemetry = await startTelemetry(config, module.name, createLog(config.logLevel))
    await interruptible(() => open(module, config), serve, close).finally(endTelemetry)
  })

type Opened = { pool: Pool; app: App; server: FastifyInstance }

const open = async (module: ServiceModule, config: Config): Promise<Opened> => {
  const log = createLog(config.logLevel)
  const url = required(config, 'databaseUrl', 'DATABASE_URL')
  const secrets = deriveSecrets(required(config, 'secret', 'LEDGER_SECRET'))
  const verify = tokenVerifier(await verifyingKeys(config), systemClock.now)
  const pool = createPool(url, () => log.warn('a database connection was lost'))
  try {
    const { region, eventstoreUrl, readyLag, readyParked } = config
    const rulebookDigest = loadRulebook().digest
    const app = await createApp({ modules: [module], pool, eventstoreUrl, log, region, secrets, rulebookDigest })
    return { pool, app, server: await app.server({ verify, maxLag: readyLag, maxParked: readyParked }) }
  } catch (error) {
    await pool.end()
    throw error
  }
}

const close = async ({ pool, app, server }: Opened): Promise<void> => {
  await server.close()
  await app.close()
  await pool.end()
}

const verifyingKeys = async (config: Config) =>
  config.signingKey
    ? (await loadSigningKeys(config.signingKey)).verifying
    : loadVerifyingKeys(required(config, 'tokenKeys', 'LEDGER_TOKEN_KEYS'))

const required = (config: Config, setting: Setting, variable: string): string => {
  const value = config[setting]
  if (typeof value === 'string') return value
  throw new LedgerError('run.bad_configuration', { field: variable, detail: 'needed to run alone' })
}
