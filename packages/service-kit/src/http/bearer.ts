import type { Principal } from '@case-ledger/access'
import { LedgerError } from '@case-ledger/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { VerifyToken } from '../auth/token.ts'

const principals = new WeakMap<FastifyRequest, Principal>()

/** Asks every request of this server for a token before anything of it is read. */
export const requireToken = (server: FastifyInstance, verify: VerifyToken): void => {
  server.addHook('onRequest', async (request) => {
    principals.set(request, await verify(request.headers.authorization))
  })
}

/** Who sent the request. */
export const principalOf = (request: FastifyRequest): Principal => {
  const principal = principals.get(request)
  if (!principal) throw new LedgerError('auth.missing_token')
  return principal
}
