import { LedgerError } from '@case-ledger/contracts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { faultOf } from './fault.ts'
import { toLedgerError, toProblem } from './problem.ts'

/** Every error, whoever raised it, leaves as one problem+json of the catalogue. */
export const answerErrors = (server: FastifyInstance): void => {
  server.setErrorHandler((error: FastifyError, request, reply) => answer(error, request, reply))
  server.setNotFoundHandler((request, reply) =>
    // The address is not repeated: whoever mistypes one may have put anything into it.
    answer(new LedgerError('target.not_found', { detail: `no such address for ${request.method}` }), request, reply),
  )
}

/** Also for what fastify refuses before there is a route. */
export const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const known = toLedgerError(error)
  if (known.status >= 500) request.log.error({ code: known.code, fault: faultOf(known.cause ?? known) }, 'failed')
  // Serialised here: a problem is the answer whatever schema the route declares.
  return reply
    .status(known.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(toProblem(known, request.id))
}
