import { LedgerError } from '@case-ledger/contracts'
import { loadRulebook } from '@case-ledger/rulebook'
import { loadSigningKeys, loadVerifyingKeys } from './auth/keys.ts'
import { tokenVerifier } from './auth/token.ts'
import { type Config, readConfig, type Setting } from './config.ts'
import { createLog } from './http/log.ts'
import { listen } from './listen.ts'
import type { ServiceModule } from './module.ts'
import { createPool } from './pool.ts'
import { systemClock } from './ports.ts'
import { reportFailure } from './report-failure.ts'
import { type App, createApp } from './runtime.ts'
import { deriveSecrets } from './secrets.ts'
import { untilSignal } from './until-signal.ts'

/**
 * One service as a process of its own, on a database that is there and migrated: `DATABASE_URL`, `LEDGER_SECRET` and
 * `LEDGER_TOKEN_KEYS` (or `LEDGER_SIGNING_KEY`) say which. Runs until SIGINT or SIGTERM.
 */
export const runService = (module: ServiceModule): Promise<void> =>
  reportFailure(async () => {
    const config = readConfig()
    const log = createLog(config.logLevel)
    const url = required(config, 'databaseUrl', 'DATABASE_URL')
    const pool = createPool(url, () => log.warn('a database connection was lost'))
    try {
      const app = await createApp({
        modules: [module],
        pool,
        log,
        region: config.region,
        secrets: deriveSecrets(required(config, 'secret', 'LEDGER_SECRET')),
        rulebookDigest: loadRulebook().digest,
      })
      await serve(app, config).finally(app.close)
    } finally {
      await pool.end()
    }
  })

/** Until SIGINT or SIGTERM. */
const serve = async (app: App, config: Config): Promise<void> => {
  const verify = tokenVerifier(await verifyingKeys(config), systemClock.now)
  const server = await app.server({ verify, maxLag: config.readyLag })
  try {
    await app.processors.start()
    await listen(server, config)
    await untilSignal()
  } finally {
    await server.close()
  }
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
