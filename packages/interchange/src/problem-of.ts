import type { Problem } from '@case-ledger/contracts'
import type { z } from 'zod'

/** The first thing a schema found wrong, as a problem of the catalogue; how many more there are stands in the detail. */
export const problemOf = (error: z.ZodError): Problem => {
  const [first, ...others] = error.issues
  const field = first?.path.map(String).join('.') || 'line'
  const more = others.length > 0 ? ` (+${others.length})` : ''
  return { code: 'input.malformed', field, detail: `${first?.message ?? 'unreadable'}${more}` }
}
