import {
  type Assessment,
  factSheet,
  fieldPath,
  type JudicialOutcome,
  LedgerError,
  type MatterFacts,
  offence,
  when,
} from '@case-ledger/contracts'
import { z } from 'zod'
import type { Rulebook } from '../register.ts'
import { assess } from './assess.ts'
import type { AssessOptions } from './options.ts'

const OUTCOMES = [
  'guilty',
  'acquitted',
  'overturned',
  'non_prosecution_discretionary',
  'non_prosecution_statutory',
  'non_prosecution_insufficient',
  'non_prosecution_unstated',
  'charged',
] as const satisfies readonly JudicialOutcome['outcome'][]

/** The facts of one matter as a file holds them 案件事实文件; what the rulebook judges, without a ledger. */
export const matterFacts = z.strictObject({
  matter: z.string().min(1),
  sheets: z.array(factSheet),
  outcomes: z
    .array(
      z.strictObject({
        subject: z.string(),
        offence: offence.optional(),
        outcome: z.enum(OUTCOMES),
        at: when.optional(),
      }),
    )
    .default([]),
  charges: z.array(z.strictObject({ subject: z.string().optional(), offence })).default([]),
  decidedAt: when.optional(),
  knownBy: when.optional(),
})

/**
 * Facts in, assessments out: `rules check FILE`.
 * @throws LedgerError `input.malformed`, naming every field that does not fit.
 */
export const checkFile = (json: unknown, rulebook: Rulebook, options: AssessOptions): Assessment[] => {
  const parsed = matterFacts.safeParse(json)
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap(problemsOf)
    throw new LedgerError('input.malformed', {
      problems,
      detail: problems.map(({ field, detail }) => `${field}: ${detail}`).join('; '),
    })
  }
  const facts: MatterFacts = parsed.data
  return assess(facts, rulebook, options)
}

const problemsOf = (issue: z.core.$ZodIssue) => {
  const unknown = issue.code === 'unrecognized_keys'
  return (unknown ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]).map((path) => ({
    code: 'input.malformed' as const,
    field: fieldPath(path),
    detail: unknown ? 'no such field' : issue.message,
  }))
}
