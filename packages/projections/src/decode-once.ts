import type { Stored } from '@case-ledger/contracts'
import type { StoredBytes } from '@case-ledger/ledger'
import type { Decode } from './decode.ts'

/** Milliseconds; no longer, because what is remembered outlives the destruction of a person's key. */
const REMEMBERED_MS = 1_000

/** Processors that are given the same event by the shared tail have it decoded once. Faults are not remembered. */
export const decodeOnce = (decode: Decode): Decode => {
  let known = new WeakMap<StoredBytes, Stored | Promise<Stored>>()
  let isForgetting = false
  const forget = () => {
    known = new WeakMap()
    isForgetting = false
  }
  return (bytes) => {
    const before = known.get(bytes)
    if (before) return before
    const decoded = decode(bytes)
    const mine = known
    mine.set(bytes, decoded)
    if (decoded instanceof Promise) decoded.catch(() => mine.delete(bytes))
    if (!isForgetting) setTimeout(forget, REMEMBERED_MS).unref()
    isForgetting = true
    return decoded
  }
}
