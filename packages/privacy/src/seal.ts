import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { DataKey } from './key-store.ts'

/** What stands in the stored bytes for a personal value: base64url of iv, ciphertext and tag; and whose key opens it. */
export type Sealed = { sealed: string; k: string }

/** Where a value stands; bound to it, so that a sealed value moved to another event or field does not open. */
export type SealedPlace = { eventId: string; type: string; path: string }

const IV_BYTES = 12
const TAG_BYTES = 16

export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  typeof (value as Sealed).sealed === 'string' &&
  typeof (value as Sealed).k === 'string'

/**
 * Seals one value with AES-256-GCM.
 *
 * The IV is derived, not drawn: a repeated command must give the very same bytes, or its append would be the same ids with
 * other content. It is a MAC (under a key of its own) over place and plaintext, as in SIV constructions: two different
 * plaintexts share an IV only by a 96-bit collision, and equal values in different places look different.
 */
export const seal = (key: DataKey, subject: string, plaintext: Uint8Array, place: SealedPlace): Sealed => {
  const bound = bytesOf(place)
  const iv = createHmac('sha256', subkeys(key).iv).update(bound).update(plaintext).digest().subarray(0, IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', subkeys(key).seal, iv)
  cipher.setAAD(bound)
  const sealed = Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
  return { sealed: sealed.toString('base64url'), k: subject }
}

/** @throws when the value was not sealed with this key at this place, or was altered. */
export const open = (key: DataKey, { sealed }: Sealed, place: SealedPlace): Uint8Array => {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', subkeys(key).seal, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(bytesOf(place))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
}

const derived = new WeakMap<DataKey, { iv: KeyObject; seal: KeyObject }>()

/** A data key is used for neither purpose itself, but for one key of each; key objects are several times faster than bytes. */
const subkeys = (key: DataKey) => {
  const known = derived.get(key)
  if (known) return known
  const whole = createSecretKey(key)
  const derive = (purpose: string) => createSecretKey(createHmac('sha256', whole).update(purpose).digest())
  const made = { iv: derive('iv'), seal: derive('seal') }
  derived.set(key, made)
  return made
}

const bytesOf = ({ eventId, type, path }: SealedPlace): Uint8Array => Buffer.from(JSON.stringify([eventId, type, path]))
