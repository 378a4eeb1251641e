import { createHash, createPublicKey } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'
import type { Config } from '@case-ledger/service-kit'
import { type Embedded, type OpenStep, openEmbedded } from '@case-ledger/service-kit/embedded'

/** The database a verb works on: a server of one's own, or the embedded one of a data folder. */
export type Store = Pick<Embedded, 'connectionString' | 'attached' | 'stop'> & {
  embedded: boolean
  secret: string
  operatorId: string
}

export const openStore = (config: Config, onStep: (step: OpenStep) => void): Promise<Store> =>
  config.databaseUrl === undefined ? embeddedStore(config, onStep) : serverStore(config, config.databaseUrl)

const serverStore = async ({ secret }: Config, connectionString: string): Promise<Store> => {
  if (secret === undefined)
    throw new LedgerError('run.bad_configuration', { field: 'LEDGER_SECRET', detail: 'needed with DATABASE_URL' })
  const stop = async () => undefined
  return { connectionString, embedded: false, attached: false, stop, secret, operatorId: keyId(secret) }
}

const embeddedStore = async (config: Config, onStep: (step: OpenStep) => void): Promise<Store> => {
  const { connectionString, attached, stop, secrets } = await openEmbedded(config.data, { onProgress: onStep })
  const key = createPublicKey(secrets.operatorKey).export({ type: 'spki', format: 'der' })
  const secret = config.secret ?? secrets.secret
  return { connectionString, embedded: true, attached, stop, secret, operatorId: keyId(key) }
}

const keyId = (key: string | Buffer): string => `key:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
