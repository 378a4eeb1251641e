import { offence, personalFields, when } from '@case-ledger/contracts'
import * as fc from 'fast-check'
import type { z } from 'zod'

const WHENS = [
  { value: '2024', precision: 'year' },
  { value: '2024-03', precision: 'month' },
  { value: '2024-03-01', precision: 'day' },
  { value: '2024-03-01T09:30:00+08:00', precision: 'instant' },
] as const

/** Text that canonical JSON takes (NFC), long enough not to turn up in a file by chance. */
export const text = (min = 0, max = 30): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: min, maxLength: Math.min(max, 30) })
    .map((value) => value.normalize('NFC'))
    .filter((value) => value.length >= min && value.length <= max && value.isWellFormed())

/** Any data that a schema accepts. A personal value is taken from `secret`, so that a test knows what to look for. */
export const arbitraryOf = (schema: z.core.$ZodType, secret: fc.Arbitrary<string>): fc.Arbitrary<unknown> => {
  if (personalFields.has(schema)) return secret
  if (schema === when) return fc.constantFrom(...WHENS)
  if (schema === offence) return fc.constantFrom('140', '213', '214')
  const of = (inner: z.core.$ZodType) => arbitraryOf(inner, secret)
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const optional = (field: z.core.$ZodType) => field._zod.optin === 'optional'
      const shape = Object.entries(def.shape)
      const required = shape.filter(([, field]) => !optional(field)).map(([name]) => name)
      return fc.record(Object.fromEntries(shape.map(([name, field]) => [name, of(field)])), { requiredKeys: required })
    }
    case 'array':
      return fc.array(of(def.element), { maxLength: 3 })
    case 'record':
      return fc.dictionary(of(def.keyType) as fc.Arbitrary<string>, of(def.valueType), { maxKeys: 3 })
    case 'union':
      return fc.oneof(...def.options.map(of))
    case 'optional':
    case 'default':
    case 'prefault':
      return of(def.innerType)
    case 'nullable':
      return fc.option(of(def.innerType), { nil: null })
    case 'string': {
      const { pattern, minimum, maximum } = limitsOf(def.checks)
      return pattern ? matching(pattern) : text(minimum, maximum)
    }
    case 'number':
      return fc.integer({ min: 1, max: 1_000_000_000 })
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    default:
      throw new Error(`no values for schemas of kind ${def.type}`)
  }
}

/** NFC, as all stored text is. */
const matching = (pattern: RegExp): fc.Arbitrary<string> =>
  fc
    .stringMatching(pattern)
    .map((value) => value.normalize('NFC'))
    .filter((value) => value.length <= 60 && pattern.test(value))

/** The limits that a string schema's checks set. */
const limitsOf = (
  checks: readonly z.core.$ZodCheck<never>[] = [],
): { pattern?: RegExp; minimum?: number; maximum?: number } =>
  Object.assign({}, ...checks.map((check) => check._zod.def))
