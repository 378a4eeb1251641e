import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { LedgerError } from '@case-ledger/contracts'
import {
  type CryptoKey,
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importPKCS8,
  importSPKI,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose'

/** A signing key with what verifies it. */
export type SigningKeys = { signing: CryptoKey; keyId: string; verifying: JWTVerifyGetKey }

/** An Ed25519 pair for this run only: its tokens die with the process. */
export const throwAwayKeys = async (): Promise<SigningKeys> => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const jwk = await exportJWK(publicKey)
  const keyId = await calculateJwkThumbprint(jwk)
  return { signing: privateKey, keyId, verifying: oneKey(jwk, keyId) }
}

/**
 * The public keys that tokens are checked with, from a file: a JWK set, or one PEM (SPKI). Private keys stay with who issues.
 * @throws LedgerError `run.bad_configuration` naming the setting.
 */
export const loadVerifyingKeys = async (file: string): Promise<JWTVerifyGetKey> => {
  try {
    const text = await readFile(file, 'utf8')
    if (!text.trimStart().startsWith('-----BEGIN')) return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet)
    const key = await importSPKI(text, 'EdDSA')
    return () => Promise.resolve(key)
  } catch (cause) {
    throw new LedgerError('run.bad_configuration', {
      field: 'LEDGER_TOKEN_KEYS',
      detail: `${file}: no key file`,
      cause,
    })
  }
}

/**
 * A signing pair from a file with the private key (PEM, PKCS 8, Ed25519).
 * @throws LedgerError `run.bad_configuration` naming the setting.
 */
export const loadSigningKeys = async (file: string): Promise<SigningKeys> => {
  try {
    const pem = await readFile(file, 'utf8')
    const jwk = createPublicKey(pem).export({ format: 'jwk' })
    const keyId = await calculateJwkThumbprint(jwk)
    return { signing: await importPKCS8(pem, 'EdDSA'), keyId, verifying: oneKey(jwk, keyId) }
  } catch (cause) {
    throw new LedgerError('run.bad_configuration', {
      field: 'LEDGER_SIGNING_KEY',
      detail: `${file}: no key file`,
      cause,
    })
  }
}

const oneKey = (jwk: JWK, keyId: string): JWTVerifyGetKey =>
  createLocalJWKSet({ keys: [{ ...jwk, kid: keyId, alg: 'EdDSA' }] })
