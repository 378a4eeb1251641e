import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Principal } from '@case-ledger/access'
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSigningKeys, loadVerifyingKeys, throwAwayKeys } from './keys.ts'
import { mintToken, tokenVerifier } from './token.ts'

const NOW = '2026-03-02T01:00:00.000Z'
const LATER = '2026-03-02T03:00:00.000Z'
const officer: Principal = {
  kind: 'user',
  id: 'officer-1',
  agency: 'sz-market-regulator',
  agencyKind: 'market_regulator',
  roles: ['case_officer'],
  region: '440000/440300',
  level: 'city',
}
const lifetime = { hours: 1 }

describe('a token', () => {
  test('says who its bearer is', async () => {
    const keys = await throwAwayKeys()
    const token = await mintToken(keys.signing, officer, { now: NOW, lifetime, keyId: keys.keyId })
    expect(await tokenVerifier(keys.verifying, () => NOW)(`Bearer ${token}`)).toEqual(officer)
  })
  test('ends', async () => {
    const keys = await throwAwayKeys()
    const token = await mintToken(keys.signing, officer, { now: NOW, lifetime, keyId: keys.keyId })
    const read = tokenVerifier(keys.verifying, () => LATER)(`Bearer ${token}`)
    await expect(read).rejects.toMatchObject({ code: 'auth.bad_token', detail: 'ERR_JWT_EXPIRED' })
  })
  test('of another key is refused', async () => {
    const [keys, others] = [await throwAwayKeys(), await throwAwayKeys()]
    const token = await mintToken(others.signing, officer, { now: NOW, lifetime, keyId: keys.keyId })
    await expect(tokenVerifier(keys.verifying, () => NOW)(`Bearer ${token}`)).rejects.toMatchObject({
      code: 'auth.bad_token',
    })
  })
  test('without signature, or signed with a shared secret, is refused', async () => {
    const { verifying } = await throwAwayKeys()
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: 'x', exp: 9e9, iss: 'case-ledger' }))}.`
    const secret = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))
    for (const token of [unsigned.replaceAll('=', ''), secret, 'abc'])
      await expect(tokenVerifier(verifying, () => NOW)(`Bearer ${token}`)).rejects.toMatchObject({
        code: 'auth.bad_token',
      })
  })
  test('with a role that does not exist is refused, and says which claim', async () => {
    const keys = await throwAwayKeys()
    const emperor = { ...officer, roles: ['emperor'] } as unknown as Principal
    const token = await mintToken(keys.signing, emperor, { now: NOW, lifetime, keyId: keys.keyId })
    const read = tokenVerifier(keys.verifying, () => NOW)(`Bearer ${token}`)
    await expect(read).rejects.toMatchObject({ code: 'auth.bad_token', detail: expect.stringContaining('roles') })
  })
  test.each([undefined, '', 'Basic abc', 'Bearer '])('left out (%j) is missing, not bad', async (header) => {
    const { verifying } = await throwAwayKeys()
    await expect(tokenVerifier(verifying, () => NOW)(header)).rejects.toMatchObject({ code: 'auth.missing_token' })
  })
})

describe('verifying keys from a file', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keys-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each(['jwks', 'pem'])('as %s', async (form) => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    const text =
      form === 'pem'
        ? await exportSPKI(publicKey)
        : JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA' }] })
    const file = join(folder, form)
    await writeFile(file, text)
    const token = await mintToken(privateKey, officer, { now: NOW, lifetime, keyId: 'k1' })
    const verify = tokenVerifier(await loadVerifyingKeys(file), () => NOW)
    expect(await verify(`Bearer ${token}`)).toEqual(officer)
  })
  test('of a signing key verify what it signs', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
    const file = join(folder, 'private')
    await writeFile(file, await exportPKCS8(privateKey))
    const keys = await loadSigningKeys(file)
    const token = await mintToken(keys.signing, officer, { now: NOW, lifetime, keyId: keys.keyId })
    expect(await tokenVerifier(keys.verifying, () => NOW)(`Bearer ${token}`)).toEqual(officer)
  })
  test('a file that holds none is named', async () => {
    const file = join(folder, 'none')
    await writeFile(file, 'nothing')
    await expect(loadVerifyingKeys(file)).rejects.toMatchObject({
      code: 'run.bad_configuration',
      field: 'LEDGER_TOKEN_KEYS',
    })
  })
})
