import { createHash } from 'node:crypto'
import { z } from 'zod'
import { personalFields } from '../src/personal.ts'

/**
 * Fingerprint of what a schema accepts and what it seals: SHA-256 of its JSON Schema with the personal marks. The order of
 * fields and of alternatives does not matter; rules that only code can state (`refine`) are not seen.
 */
export const fingerprintOf = (schema: z.ZodType): string => {
  const description = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const mark = personalFields.get(zodSchema)
      if (mark) jsonSchema['x-personal'] = mark.fieldClass
    },
  })
  return createHash('sha256')
    .update(JSON.stringify(sorted(description)))
    .digest('hex')
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
