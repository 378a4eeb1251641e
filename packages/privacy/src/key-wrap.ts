import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'
import type { DataKey, RandomBytes } from './key-store.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

export type KeyWrap = {
  wrap(key: DataKey, subject: string): Uint8Array
  /** @throws LedgerError `run.bad_configuration` when this master key did not wrap it, or it was wrapped for another subject. */
  unwrap(wrapped: Uint8Array, subject: string): DataKey
}

/**
 * AES-256-GCM under a master key 主密钥 of 32 bytes, bound to the subject: iv, ciphertext, tag. Data keys are never stored bare.
 * @throws LedgerError `run.bad_configuration` when the master key is not 32 bytes.
 */
export const createKeyWrap = (masterKey: Uint8Array, random: RandomBytes): KeyWrap => {
  if (masterKey.length !== 32)
    throw new LedgerError('run.bad_configuration', { detail: 'the master key is not 32 bytes' })
  const master = createSecretKey(masterKey)
  return {
    wrap: (key, subject) => {
      const iv = random(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(subject))
      return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()])
    },
    unwrap: (wrapped, subject) => {
      const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(subject)).setAuthTag(wrapped.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
      } catch (cause) {
        throw new LedgerError('run.bad_configuration', {
          detail: 'the master key does not open the stored keys',
          cause,
        })
      }
    },
  }
}
