import { LedgerError } from '@case-ledger/contracts'
import { canonicalText, isCanonicalText, quickCanonicalText } from './canonical-text.ts'
import { plainJson } from './plain-json.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The one serialisation that is stored and hashed (D4): RFC 8785 of what `plainJson` lets through, as UTF-8. */
export const canonicalBytes = (value: unknown): Uint8Array =>
  Buffer.from(quickCanonicalText(value) ?? canonicalText(plainJson(value)))

/** Stored bytes read back. Throws `ledger.corrupt_event` when they are not JSON. */
export const decode = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (cause) {
    throw new LedgerError('ledger.corrupt_event', { cause, detail: 'not UTF-8 JSON' })
  }
}

/**
 * Refuses bytes that are not the canonical form of what they say: `input.not_json`, `input.unsafe_text`, or
 * `input.malformed` where the same value has other bytes (spaces, order of keys, repeated keys, not NFC).
 */
export const assertCanonical = (bytes: Uint8Array, field: string): void => {
  let text: string
  let value: unknown
  try {
    text = decoder.decode(bytes)
    value = JSON.parse(text)
  } catch (cause) {
    throw new LedgerError('input.not_json', { field, cause })
  }
  if (isCanonicalText(text, value)) return
  const canonical = Buffer.from(canonicalText(plainJson(value, field)))
  if (Buffer.compare(canonical, bytes) !== 0)
    throw new LedgerError('input.malformed', { field, detail: 'not canonical JSON (RFC 8785, NFC)' })
}
