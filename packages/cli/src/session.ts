import { createHash, createPublicKey } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
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
  migrateAll,
  SYSTEM_AGENCY,
} from '@case-ledger/service-kit'
import { type Embedded, type OpenStep, openEmbedded } from '@case-ledger/service-kit/embedded'
import type { Pool } from 'pg'
import { SERVICES } from './services.ts'

/** The whole system opened on one store, for as long as a verb needs it. */
export type Session = {
  app: App
  pool: Pool
  /** Who enters what the command line brings in: the holder of the installation's key. */
  operator: Principal
  /** Another process owns the embedded store and runs its processors. */
  attached: boolean
  /** Resolves once every read model and reaction has seen all that is in the ledger. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

/** A long import is followed by a long catch-up. */
const SETTLE_MS = 600_000
const LOOK_EVERY_MS = 20

export const openSession = async (
  config: Config,
  onStep: (step: OpenStep) => void = () => undefined,
): Promise<Session> => {
  const store = config.databaseUrl ? serverStore(config) : await embeddedStore(config, onStep)
  try {
    return await openOn(store, config)
  } catch (error) {
    await store.stop()
    throw error
  }
}

type Store = Pick<Embedded, 'connectionString' | 'attached' | 'stop'> & { secret: string; operatorId: string }

const serverStore = ({ databaseUrl, secret }: Config): Store => {
  if (secret === undefined)
    throw new LedgerError('run.bad_configuration', { field: 'LEDGER_SECRET', detail: 'needed with DATABASE_URL' })
  const operatorId = `key:${createHash('sha256').update(secret).digest('hex').slice(0, 16)}`
  return { connectionString: databaseUrl as string, attached: false, stop: async () => undefined, secret, operatorId }
}

const embeddedStore = async (config: Config, onStep: (step: OpenStep) => void): Promise<Store> => {
  const embedded = await openEmbedded(config.data, { onProgress: onStep })
  const key = createPublicKey(embedded.secrets.operatorKey).export({ type: 'spki', format: 'der' })
  const operatorId = `key:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
  return { ...embedded, stop: embedded.stop, secret: config.secret ?? embedded.secrets.secret, operatorId }
}

const openOn = async (store: Store, config: Config): Promise<Session> => {
  // An embedded store belongs to this program, so whoever owns it brings it forward; a server is migrated on request only.
  if (!config.databaseUrl && !store.attached) await migrateAll(store.connectionString)
  const log = createLog(config.logLevel)
  const pool = createPool(store.connectionString, () => log.warn('a database connection was lost'), 20)
  try {
    const app = await createApp({
      modules: SERVICES,
      pool,
      log,
      region: config.region,
      secrets: deriveSecrets(store.secret),
      rulebookDigest: loadRulebook().digest,
    })
    if (!store.attached) await app.processors.start()
    return {
      app,
      pool,
      attached: store.attached,
      operator: operatorOf(store, config),
      caughtUp: () => (store.attached ? othersCaughtUp(app) : app.processors.settle(SETTLE_MS)),
      close: async () => {
        await app.close()
        await pool.end()
        await store.stop()
      },
    }
  } catch (error) {
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

/** The owner's processors at the head, and the head unchanged meanwhile. */
const othersCaughtUp = async (app: App): Promise<void> => {
  const deadline = AbortSignal.timeout(SETTLE_MS)
  for (;;) {
    const head = await app.ledger.head()
    const status = await app.ownStatus()
    if (status.every((p) => p.checkpoint >= head) && (await app.ledger.head()) === head) return
    if (deadline.aborted) throw new LedgerError('projection.not_caught_up', { detail: 'the running server' })
    await pause(LOOK_EVERY_MS)
  }
}
