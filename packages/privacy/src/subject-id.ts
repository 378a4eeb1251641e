import { createHmac, createSecretKey } from 'node:crypto'
import { LedgerError, type Party, type SubjectId } from '@case-ledger/contracts'

/** 18 characters: unified credit code (GB 32100) or identity number (GB 11643); 15 digits: the older number of either. */
const WHOLE_NUMBER = /^([0-9A-Z]{18}|[0-9]{15})$/

/**
 * A credit code or identity number as it is compared: full width folded (NFKC), spaces and hyphens out, upper case.
 * @returns undefined for anything that is not a whole number. A masked one (`3301**********1234`) stands for many people,
 *   so it identifies nobody; a wrong check digit is still somebody's number as the file gives it.
 */
export const normaliseNumber = (text: string): string | undefined => {
  const folded = text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
  return WHOLE_NUMBER.test(folded) ? folded : undefined
}

/** A name as it is compared: full and half width folded (NFKC), ends trimmed, inner runs of spaces made one. */
export const normaliseName = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/gu, ' ')

/** Where a party stands: ids made from a name, or from no more than a place, are valid inside the matter only. */
export type Place = { matter: string | undefined; path: string }

/**
 * The subject id 主体标识 of a party (D13): `s-` from the credit code, else the identity number; `m-` from matter and name;
 * `m-` from matter and place in the command where the party has neither. A given `subject` is kept as long as no number
 * says otherwise: it points at a party already known.
 * @throws LedgerError `input.malformed` when a given `subject` contradicts the number, or a name stands outside any matter.
 */
export const subjectOf = (key: Uint8Array, party: Partial<Party>, place: Place): SubjectId => {
  const byNumber = numberId(key, party)
  if (byNumber !== undefined && party.subject !== undefined && party.subject !== byNumber)
    throw new LedgerError('input.malformed', { field: at(place, 'subject'), detail: 'contradicts the number given' })
  return byNumber ?? party.subject ?? nameOrPlaceId(key, party, place)
}

const numberId = (key: Uint8Array, { creditCode, identityNumber }: Partial<Party>): SubjectId | undefined => {
  const code = plain(creditCode, normaliseNumber)
  if (code !== undefined) return keyedId(key, 's', ['creditCode', code])
  const identity = plain(identityNumber, normaliseNumber)
  return identity === undefined ? undefined : keyedId(key, 's', ['identityNumber', identity])
}

const nameOrPlaceId = (key: Uint8Array, party: Partial<Party>, place: Place): SubjectId => {
  const name = plain(party.name, normaliseName)
  return name ? inMatter(key, place, 'name', name) : placeId(key, place)
}

/** Id of somebody of whom the matter says nothing but where it speaks of them. */
export const placeId = (key: Uint8Array, place: Place): SubjectId => inMatter(key, place, 'place', place.path)

const inMatter = (key: Uint8Array, place: Place, kind: 'name' | 'place', value: string): SubjectId => {
  if (place.matter === undefined)
    throw new LedgerError('input.malformed', { field: at(place, 'creditCode'), detail: 'needed outside a matter' })
  return keyedId(key, 'm', [kind, place.matter, value])
}

/** Hashed as one JSON array, so that no two lists of parts run together. */
const keyedId = (key: Uint8Array, prefix: 's' | 'm', parts: readonly string[]): SubjectId =>
  `${prefix}-${createHmac('sha256', createSecretKey(key)).update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`

const plain = (value: unknown, normalise: (text: string) => string | undefined): string | undefined =>
  typeof value === 'string' ? normalise(value) : undefined

const at = (place: Place, field: string): string => (place.path === '' ? field : `${place.path}.${field}`)
