import {
  type Assessment,
  factSheet,
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
  if (!parsed.success)
    throw new LedgerError('input.malformed', {
      problems: parsed.error.issues.map((issue) => ({
        code: 'input.malformed',
        field: issue.path.join('.'),
        detail: issue.message,
      })),
      detail: z.prettifyError(parsed.error),
    })
  const facts: MatterFacts = parsed.data
  return assess(facts, rulebook, options)
}
