import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import type { AnyAggregate } from '../any-aggregate.ts'
import type { VerifyToken } from '../auth/token.ts'
import type { Handler } from '../handler.ts'
import type { Ids } from '../ports.ts'
import type { StateOptions } from '../state-reader.ts'
import { addActRoutes } from './act-routes.ts'
import { requireToken } from './bearer.ts'
import { addBulkRoute } from './bulk-acts.ts'
import { answer, answerErrors } from './errors.ts'
import { addHealthRoutes, type ReadyCheck } from './health.ts'
import { observeRequests } from './observe.ts'
import { zodValidator } from './validation.ts'

/** Larger than any event, so that the catalogue's own limit speaks first. */
const BODY_LIMIT = 256 * 1024

export type ServerOptions = {
  aggregates: readonly AnyAggregate[]
  /** Routes of the modules' own; behind the token, like all others. */
  routes?: readonly ((server: FastifyInstance) => void | Promise<void>)[]
  handler: Handler
  reading: StateOptions
  verify: VerifyToken
  importKey: Uint8Array
  ready: () => Promise<ReadyCheck[]>
  ids: Ids
  log: FastifyBaseLogger
}

/** The HTTP server of one or many modules, not yet listening. Generic routes come from the aggregates' contracts. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const server = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => options.ids.uuid(),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    frameworkErrors: answer,
  })
  server.setValidatorCompiler(zodValidator)
  server.setSerializerCompiler(serializerCompiler)
  server.removeContentTypeParser('text/plain')
  answerErrors(server)
  observeRequests(server)
  await server.register(swagger, { openapi: DOCUMENT, transform: jsonSchemaTransform })
  // Its assets are local; no validator of another host is asked.
  await server.register(swaggerUi, { routePrefix: '/docs', uiConfig: { validatorUrl: null }, staticCSP: true })
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger())
  addHealthRoutes(server, options.ready)
  await server.register(async (guarded) => {
    requireToken(guarded, options.verify)
    for (const aggregate of options.aggregates) addActRoutes(guarded, aggregate, options)
    addBulkRoute(guarded, options)
    for (const routes of options.routes ?? []) await routes(guarded)
  })
  return server
}

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'case-ledger 案件账本',
    version: '1',
    description:
      'Every error is application/problem+json with a code of one catalogue. Writes carry an Idempotency-Key.',
  },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
} as const
