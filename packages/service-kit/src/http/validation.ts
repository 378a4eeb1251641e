import { LedgerError } from '@case-ledger/contracts'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { problemsOf } from '../zod-problems.ts'

/** Checks parts of a request by their zod schema; what is wrong comes out as the catalogue's `input.malformed`. */
export const zodValidator: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const parsed = schema.safeParse(data)
    if (parsed.success) return { value: parsed.data }
    const problems = problemsOf(parsed.error.issues)
    const field = problems[0]?.field
    return { error: new LedgerError('input.malformed', { ...(field && { field }), problems }) }
  }
