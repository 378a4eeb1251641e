import { createHash, createHmac, createSecretKey } from 'node:crypto'
import type { ActLine } from '@case-ledger/contracts'
import { canonicalBytes } from '@case-ledger/ledger'
import type { Act } from './act.ts'

// The third kind of command id, a reaction's, is `reactionCommandId` of @case-ledger/projections.

/** A command that came over HTTP: the same key on the same route by the same agency is the same command. */
export const commandIdOfRequest = (agency: string, route: string, idempotencyKey: string): string =>
  createHash('sha256')
    .update(canonicalBytes(['http', agency, route, idempotencyKey]))
    .digest('hex')

/**
 * A line of an acts file, as `actLine` reads it. Keyed, because a line may hold personal data; an edited line is another
 * command.
 */
export const commandIdOfLine = (key: Uint8Array, line: ActLine): string => keyedHash(key, line)

/** Fingerprint of what a command says, keyed for the same reason; the same id with another one is refused (D3). */
export const commandHash = (key: Uint8Array, act: Act): string => {
  const { matter, on, stream, at, precision, agency, officers, mode, provenance, data } = act
  return keyedHash(key, { act: act.act, matter, on, stream, at, precision, agency, officers, mode, provenance, data })
}

const keyedHash = (key: Uint8Array, value: unknown): string =>
  createHmac('sha256', createSecretKey(key)).update(canonicalBytes(value)).digest('hex')
