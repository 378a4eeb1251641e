import type { Principal } from '@case-ledger/access'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import type { AnyAggregate } from '../any-aggregate.ts'
import { throwAwayKeys } from '../auth/keys.ts'
import { mintToken, tokenVerifier } from '../auth/token.ts'
import type { HandlerOptions } from '../handler.ts'
import { buildServer, type ServerOptions } from '../http/server.ts'
import { randomIds } from '../ports.ts'
import { memoryKit, TEST_NOW } from './memory-kit.ts'

/** A server in memory with a maker of tokens; `inject` asks it, nothing listens. Log lines are collected in `logged`. */
export const testServer = async (
  aggregates: readonly AnyAggregate[],
  more: { handler?: Partial<HandlerOptions>; server?: Partial<ServerOptions> } = {},
) => {
  const kit = memoryKit(aggregates, more.handler)
  const keys = await throwAwayKeys()
  const logged: string[] = []
  const server: FastifyInstance = await buildServer({
    aggregates,
    handler: kit.handler,
    reading: kit,
    ids: randomIds,
    importKey: new Uint8Array(32).fill(3),
    verify: tokenVerifier(keys.verifying, () => TEST_NOW),
    ready: async () => [],
    log: pino({ level: 'info' }, { write: (line) => logged.push(line) }),
    ...more.server,
  })
  const tokenOf = (principal: Principal) =>
    mintToken(keys.signing, principal, { now: TEST_NOW, lifetime: { hours: 1 }, keyId: keys.keyId })
  return { ...kit, server, tokenOf, logged }
}
