import { type Principal, principal } from '@case-ledger/access'
import { LedgerError } from '@case-ledger/contracts'
import { type CryptoKey, errors, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'

const ALGORITHM = 'EdDSA'
const ISSUER = 'case-ledger'

/** Makes a signed token 令牌 that says who its bearer is: agency, kind of agency, roles, region, level. */
export const mintToken = (
  key: CryptoKey,
  { id, kind, ...claims }: Principal,
  { now, lifetime, keyId }: { now: string; lifetime: { hours: number }; keyId: string },
): Promise<string> => {
  const issued = Math.floor(Date.parse(now) / 1000)
  return new SignJWT({ ...claims, actorKind: kind })
    .setProtectedHeader({ alg: ALGORITHM, kid: keyId })
    .setIssuer(ISSUER)
    .setSubject(id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + lifetime.hours * 3600)
    .sign(key)
}

export type VerifyToken = (authorization: string | undefined) => Promise<Principal>

/**
 * Reads the `Authorization` header.
 * @throws LedgerError `auth.missing_token` or `auth.bad_token`; the token itself is never repeated in the message.
 */
export const tokenVerifier =
  (keys: JWTVerifyGetKey, now: () => string): VerifyToken =>
  async (authorization) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw new LedgerError('auth.missing_token')
    const claims = await verified(token, keys, new Date(now()))
    const { sub, actorKind, agency, agencyKind, roles, region, level } = claims
    const parsed = principal.safeParse({ id: sub, kind: actorKind, agency, agencyKind, roles, region, level })
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
      throw new LedgerError('auth.bad_token', { detail: `claims missing or wrong: ${fields}` })
    }
    return parsed.data
  }

const verified = async (token: string, keys: JWTVerifyGetKey, currentDate: Date) => {
  try {
    const options = { algorithms: [ALGORITHM], issuer: ISSUER, currentDate, requiredClaims: ['sub', 'exp'] }
    return (await jwtVerify(token, keys, options)).payload
  } catch (cause) {
    const detail = cause instanceof errors.JOSEError ? cause.code : 'unreadable'
    throw new LedgerError('auth.bad_token', { detail, cause })
  }
}
