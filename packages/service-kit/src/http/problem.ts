import { ERRORS, LedgerError, type Problem } from '@case-ledger/contracts'
import { z } from 'zod'
import { fromSystemError } from '../system-error.ts'

/** An error over HTTP (RFC 9457), `application/problem+json`. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  field: z.string().optional(),
  rule: z.string().optional(),
  remedy: z.string(),
  problems: z.array(
    z.object({
      code: z.string(),
      detail: z.string().optional(),
      field: z.string().optional(),
      rule: z.string().optional(),
      line: z.int().optional(),
    }),
  ),
  /** Present on `run.internal`: what to quote when reporting it. */
  trace: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type ProblemBody = z.infer<typeof problemSchema>

/** What fastify itself refuses, in the catalogue's words. */
const FASTIFY: Record<string, LedgerError> = {
  FST_ERR_CTP_INVALID_JSON_BODY: new LedgerError('input.not_json'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new LedgerError('input.not_json'),
  FST_ERR_CTP_BODY_TOO_LARGE: new LedgerError('input.too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new LedgerError('input.unsupported_media'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new LedgerError('input.malformed', { field: 'Content-Length' }),
}

/** Any error as one of the catalogue; what nobody foresaw is `run.internal`. */
export const toLedgerError = (error: unknown): LedgerError => {
  if (error instanceof LedgerError) return error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const known = FASTIFY[code] ?? fromSystemError(error)
  return known instanceof LedgerError ? known : new LedgerError('run.internal', { cause: error })
}

export const toProblem = (error: LedgerError, trace: string): ProblemBody => {
  const [status, zh, en, remedy] = ERRORS[error.code]
  const { detail, field, rule } = error
  return {
    type: `urn:case-ledger:error:${error.code}`,
    title: `${zh} ${en}`,
    status,
    code: error.code,
    remedy,
    ...strip({ detail, field, rule }),
    problems: (error.problems.length > 0
      ? error.problems
      : [{ code: error.code, ...strip({ detail, field, rule }) }]
    ).map((problem: Problem) => ({ ...problem })),
    ...(error.code === 'run.internal' && { trace }),
    ...(Object.keys(error.values).length > 0 && { values: { ...error.values } }),
  }
}

const strip = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
