import type { Principal } from '@case-ledger/access'
import { LedgerError } from '@case-ledger/contracts'
import { loadRulebook } from '@case-ledger/rulebook'
import {
  type App,
  type Config,
  createApp,
  createLog,
  createPool,
  deriveSecrets,
  fromSystemError,
  migrateAll,
  SYSTEM_AGENCY,
  startTelemetry,
} from '@case-ledger/service-kit'
import type { OpenStep } from '@case-ledger/service-kit/embedded'
import type { Pool } from 'pg'
import { announce } from './presence.ts'
import { SERVICES } from './services.ts'
import { openStore, type Store } from './store.ts'

/** The whole system opened on one store, for as long as a verb needs it. */
export type Session = {
  app: App
  pool: Pool
  /** Who enters what the command line brings in: the holder of the installation's key. */
  operator: Principal
  /** Another process owns the embedded store and stops it. */
  attached: boolean
  /** Resolves once every read model and reaction has seen all that is in the ledger. */
  caughtUp(): Promise<void>
  /** For the owner of an embedded store whose work is done: resolves once nobody else needs it. */
  othersDone(onWait: () => void): Promise<void>
  close(): Promise<void>
}

/** A long import is followed by a long catch-up. */
const SETTLE_MS = 600_000
const CONNECTIONS = 20
/** How often a store is opened again that its owner was just about to stop. */
const ATTEMPTS = 5

export const openSession = async (config: Config, onStep?: (step: OpenStep) => void): Promise<Session> => {
  const endTelemetry = await startTelemetry(config, 'ledger', createLog(config.logLevel))
  try {
    const session = await openWithStore(config, onStep)
    return { ...session, close: () => session.close().finally(endTelemetry) }
  } catch (error) {
    await endTelemetry()
    throw error
  }
}

const openWithStore = async (config: Config, onStep: (step: OpenStep) => void = () => undefined): Promise<Session> => {
  for (let attempt = 1; ; attempt += 1) {
    const store = await openStore(config, onStep)
    try {
      return await openOn(store, config)
    } catch (error) {
      await store.stop()
      if (!store.attached || !isUnavailable(error) || attempt === ATTEMPTS) throw error
    }
  }
}

const isUnavailable = (error: unknown): boolean => {
  const known = fromSystemError(error)
  return known instanceof LedgerError && known.code === 'ledger.unavailable'
}

const openOn = async (store: Store, config: Config): Promise<Session> => {
  const log = createLog(config.logLevel)
  const pool = createPool(store.connectionString, () => log.warn('a database connection was lost'), CONNECTIONS)
  // Before anything else: from here on its owner waits for us.
  const presence = store.embedded ? await announce(pool) : undefined
  try {
    // An embedded store belongs to this program, so whoever opens it brings it forward, also before its owner got that far;
    // a server is migrated on request only.
    if (store.embedded) await migrateAll(store.connectionString, { ledger: config.eventstoreUrl === undefined })
    const app = await createApp({
      modules: SERVICES,
      pool,
      log,
      region: config.region,
      eventstoreUrl: config.eventstoreUrl,
      secrets: deriveSecrets(store.secret),
      rulebookDigest: loadRulebook().digest,
    })
    // Where another process works on them already, these stand by.
    await app.processors.start()
    return {
      app,
      pool,
      attached: store.attached,
      operator: operatorOf(store, config),
      caughtUp: () => app.processors.settle(SETTLE_MS),
      othersDone: async (onWait) => {
        if (!store.attached) await presence?.alone(onWait)
      },
      close: async () => {
        await app.close()
        presence?.leave()
        await pool.end()
        await store.stop()
      },
    }
  } catch (error) {
    presence?.leave()
    await pool.end()
    throw error
  }
}

const operatorOf = ({ operatorId }: Store, { region }: Config): Principal => ({
  kind: 'import',
  id: operatorId,
  agency: SYSTEM_AGENCY,
  agencyKind: 'other',
  roles: ['operator'],
  region,
  level: 'city',
})
