import type { Problem } from '@case-ledger/contracts'

/** One contradiction: which rule, in which field, and what is wrong. */
export const problem = (rule: string, field: string, detail: string): Problem => ({
  code: 'rules.contradiction',
  rule,
  field,
  detail,
})
