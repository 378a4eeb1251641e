import { fieldPath, type Problem } from '@case-ledger/contracts'
import type { z } from 'zod'

/** What a schema found wrong, as the catalogue's problems: one a field, unknown keys named one by one. */
export const problemsOf = (issues: readonly z.core.$ZodIssue[], prefix: readonly string[] = []): Problem[] =>
  issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path.map(String)]
    const fields = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
    return fields.map((field) => ({
      code: 'input.malformed' as const,
      field: fieldPath(field),
      detail: issue.code === 'unrecognized_keys' ? 'no such field' : issue.message,
    }))
  })
