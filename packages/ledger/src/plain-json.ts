import { fieldName, LedgerError } from '@case-ledger/contracts'

/** Deeper than any act; keeps hostile nesting off the call stack. */
const MAX_DEPTH = 64

const refuse = (path: string, detail: string): never => {
  throw new LedgerError('input.unsafe_text', { field: path, detail })
}

const plainText = (text: string, path: string): string => {
  if (!text.isWellFormed()) refuse(path, 'lone surrogate')
  if (text.includes('\0')) refuse(path, 'NUL')
  return text.normalize('NFC')
}

const plainObject = (value: object, path: string, depth: number): Record<string, unknown> => {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) refuse(path, `a ${value.constructor.name}, not plain JSON`)
  const plain: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key]
    if (member === undefined) continue
    const name = plainText(key, path)
    if (Object.hasOwn(plain, name)) refuse(path, 'two keys that differ only in Unicode normalisation')
    setOwn(plain, name, plainJson(member, `${path}.${fieldName(name)}`, depth + 1))
  }
  return plain
}

/** An assignment to `__proto__` would make no member. */
const setOwn = (plain: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === '__proto__')
    Object.defineProperty(plain, name, { value, enumerable: true, configurable: true, writable: true })
  else plain[name] = value
}

/**
 * A copy of `value` that canonical JSON can hold (D4): objects, arrays, strings, booleans, null, safe integers.
 * Strings and keys are normalised to NFC: two ways to type one character are one text, and a person's papers are not refused
 * for how a scanner encoded them. A member that is `undefined` is absent, as TypeScript's optional members are.
 * Everything else throws `input.unsafe_text` with the JSON path as `field`: NUL, lone surrogates, other numbers, `undefined`
 * elsewhere, functions, bigints, class instances, more than 64 levels (and so, cycles).
 */
export const plainJson = (value: unknown, path = '$', depth = 0): unknown => {
  if (depth > MAX_DEPTH) refuse(path, `nested deeper than ${MAX_DEPTH}`)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return plainText(value, path)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : refuse(path, 'not a safe integer')
  if (Array.isArray(value)) return Array.from(value, (item, i) => plainJson(item, `${path}[${i}]`, depth + 1))
  return typeof value === 'object' ? plainObject(value, path, depth) : refuse(path, `${typeof value} is not JSON`)
}
