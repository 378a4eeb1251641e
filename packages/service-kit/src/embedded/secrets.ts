import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LedgerError } from '@case-ledger/contracts'

/** The secrets of a data folder: they are of no use to anybody but its owner, and nothing can be read without them. */
export type FolderSecrets = {
  /** Password of the database's only user. */
  databasePassword: string
  /** 64 hex digits: all keyed hashes and the master key of the subjects' keys are derived from it (`deriveSecrets`). */
  secret: string
  /** Ed25519 private key, PKCS 8 in PEM: the command line signs its acts with it. */
  operatorKey: string
}

// Drawn here and nowhere handed in: a secret that a caller could choose would be none.
const MAKERS: Record<keyof FolderSecrets, { file: string; make: () => string }> = {
  databasePassword: { file: 'database-password', make: () => randomBytes(24).toString('hex') },
  secret: { file: 'ledger-secret', make: () => randomBytes(32).toString('hex') },
  operatorKey: {
    file: 'operator-key.pem',
    make: () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
  },
}

/**
 * Reads the secrets in `folder`, files of mode 0600. They are made on first use only: beside a database that is there
 * already a new one would open nothing, and give every party another id.
 * @throws LedgerError `run.bad_configuration` naming the file that is missing then.
 */
export const openSecrets = (folder: string, { mayCreate }: { mayCreate: boolean }): FolderSecrets => {
  if (mayCreate) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secrets = Object.entries(MAKERS).map(([name, { file, make }]) => {
    const path = join(folder, file)
    if (!existsSync(path)) {
      if (!mayCreate) throw new LedgerError('run.bad_configuration', { field: path, detail: 'missing: restore it' })
      writeFileSync(path, `${make()}\n`, { mode: 0o600, flag: 'wx' })
    }
    return [name, readFileSync(path, 'utf8').trim()]
  })
  return Object.fromEntries(secrets) as FolderSecrets
}
