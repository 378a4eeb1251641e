import { hkdfSync } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'

/** Keys of a ledger, 32 bytes each; another secret makes every subject and imported line another one, and opens nothing. */
export type Secrets = {
  subjectKey: Uint8Array
  importKey: Uint8Array
  fingerprintKey: Uint8Array
  /** Wraps the subjects' keys. */
  masterKey: Uint8Array
}

/** @param secret 64 hex digits. */
export const deriveSecrets = (secret: string): Secrets => {
  const master = Buffer.from(secret, 'hex')
  if (master.length !== 32) throw new LedgerError('run.bad_configuration', { field: 'LEDGER_SECRET' })
  const key = (purpose: string) => new Uint8Array(hkdfSync('sha256', master, '', `case-ledger/${purpose}`, 32))
  return {
    subjectKey: key('subject'),
    importKey: key('import'),
    fingerprintKey: key('fingerprint'),
    masterKey: key('master'),
  }
}
