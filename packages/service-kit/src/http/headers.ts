import { LedgerError } from '@case-ledger/contracts'
import { spanContextOf } from '@case-ledger/telemetry'
import type { FastifyRequest } from 'fastify'

/** `Idempotency-Key`, required on every write. */
export const idempotencyKeyOf = (request: FastifyRequest): string => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '')
    throw new LedgerError('input.idempotency_key_required', { field: 'Idempotency-Key' })
  if (key.length > 200)
    throw new LedgerError('input.malformed', { field: 'Idempotency-Key', detail: 'at most 200 characters' })
  return key
}

/** Revision asked for by `If-Match: "3"`; no header = no expectation. */
export const expectedRevisionOf = (request: FastifyRequest): number | undefined => {
  const tag = request.headers['if-match']
  if (tag === undefined) return undefined
  const revision = /^"(\d{1,9})"$/.exec(tag)?.[1]
  if (revision === undefined) throw new LedgerError('input.malformed', { field: 'If-Match', detail: 'a revision: "3"' })
  return Number(revision)
}

export const etagOf = (revision: number): string => `"${revision}"`

/** W3C trace context as the caller sent it. */
export const traceparentOf = (request: FastifyRequest): string | undefined => {
  const { traceparent } = request.headers
  return typeof traceparent === 'string' && spanContextOf(traceparent) ? traceparent : undefined
}
