import { fieldPath, type Problem } from '@case-ledger/contracts'
import type { z } from 'zod'

/** The first thing a schema found wrong, as a problem of the catalogue; how many more there are stands in the detail. */
export const problemOf = (error: z.ZodError): Problem => {
  const [first, ...others] = error.issues
  const unknown = first?.code === 'unrecognized_keys' ? first.keys.slice(0, 1) : []
  const field = fieldPath([...(first?.path ?? []), ...unknown]) || 'line'
  const detail = unknown.length > 0 ? 'no such field' : (first?.message ?? 'unreadable')
  const more = others.length > 0 ? ` (+${others.length})` : ''
  return { code: 'input.malformed', field, detail: `${detail}${more}` }
}
