import { randomBytes } from 'node:crypto'
import { migrateAll, readConfig } from '@case-ledger/service-kit'
import { openSession, type Session } from '../../packages/cli/src/session.ts'

/** The whole system on an empty database, its processors running, in this process. */
export type System = Session & { connectionString: string; secret: string }

export const startSystem = async (connectionString: string): Promise<System> => {
  await migrateAll(connectionString)
  const secret = randomBytes(32).toString('hex')
  const environment = { DATABASE_URL: connectionString, LEDGER_SECRET: secret, LOG_LEVEL: 'error' }
  const session = await openSession(readConfig({}, environment))
  return { ...session, connectionString, secret }
}
