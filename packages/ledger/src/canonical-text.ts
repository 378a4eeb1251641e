import canonicalize from 'canonicalize'

/** As deep as `plainJson` goes. */
const MAX_DEPTH = 64

/**
 * Whether JavaScript's own writer would give RFC 8785: keys come in the order of UTF-16 code units (those that look like
 * array indices need not), and numbers are whole.
 */
const isInOrder = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth > MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1))
  let before: string | undefined
  for (const key in value) {
    if (before !== undefined && key <= before) return false
    before = key
    if (!isInOrder((value as Record<string, unknown>)[key], depth + 1)) return false
  }
  return true
}

/** RFC 8785 of what `plainJson` gave. */
export const canonicalText = (plain: unknown): string =>
  isInOrder(plain) ? JSON.stringify(plain) : (canonicalize(plain) as string)

/** `\u` may stand for NUL or half a character; and where a text as a whole is in NFC, so is every string in it. */
const isSafe = (text: string): boolean => !text.includes('\\u') && text.normalize('NFC') === text

/** Stands for what needs a closer look. */
const UNSURE = Symbol('unsure')

/** A copy with the keys of every object in order; no string is looked at. */
const orderedCopy = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
    return value
  if (typeof value !== 'object' || depth > MAX_DEPTH) return UNSURE
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => orderedCopy(item, depth + 1))
    return items.includes(UNSURE) ? UNSURE : items
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return UNSURE
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key]
    if (member === undefined) continue
    const copied = key === '__proto__' ? UNSURE : orderedCopy(member, depth + 1)
    if (copied === UNSURE) return UNSURE
    copy[key] = copied
  }
  return copy
}

/** The canonical form of what is plainly plain JSON, as nearly everything is; undefined where `plainJson` must look at it. */
export const quickCanonicalText = (value: unknown): string | undefined => {
  const copy = orderedCopy(value)
  if (copy === UNSURE || !isInOrder(copy)) return undefined
  const text = JSON.stringify(copy)
  return isSafe(text) ? text : undefined
}

/**
 * Quick and sure when it says yes: `text`, which reads as `value`, is its canonical form and holds nothing `plainJson` refuses.
 * A no only means that it needs a closer look.
 */
export const isCanonicalText = (text: string, value: unknown): boolean =>
  isSafe(text) && isInOrder(value) && JSON.stringify(value) === text
