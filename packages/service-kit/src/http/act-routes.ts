import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Receipt } from '../act.ts'
import type { AnyAggregate } from '../any-aggregate.ts'
import { commandIdOfRequest } from '../command-id.ts'
import type { Handler } from '../handler.ts'
import { readState, type StateOptions } from '../state-reader.ts'
import { type ActBody, actBody, receiptSchema, stateSchema } from './act-body.ts'
import { principalOf } from './bearer.ts'
import { etagOf, expectedRevisionOf, idempotencyKeyOf, traceparentOf } from './headers.ts'
import { collectionPath, idOf, kebab, streamOf } from './paths.ts'
import { problemSchema } from './problem.ts'

const one = z.strictObject({ id: z.uuid() })
const writeHeaders = z.looseObject({ 'idempotency-key': z.string().optional(), 'if-match': z.string().optional() })

/**
 * The routes of one aggregate, made from its contract: `POST` on the collection for the command that opens one (with
 * `/{verb}` when there are several), `POST /{id}/{verb}` for the others, `GET /{id}` for what is known of it.
 */
export const addActRoutes = (
  server: FastifyInstance,
  aggregate: AnyAggregate,
  { handler, reading }: { handler: Handler; reading: StateOptions },
): void => {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const { contract } = aggregate
  const collection = collectionPath(contract)
  const commands = Object.entries(contract.commands)
  const openers = commands.filter(([, command]) => command.opens)

  for (const [verb, command] of commands) {
    const opens = command.opens === true
    const url = opens
      ? openers.length > 1
        ? `${collection}/${kebab(verb)}`
        : collection
      : `${collection}/:id/${kebab(verb)}`
    routes.route({
      method: 'POST',
      url,
      schema: {
        tags: [`${contract.service} · ${contract.aggregate} ${contract.zh}`],
        summary: `${contract.service}.${contract.aggregate}.${verb}`,
        operationId: `${contract.aggregate}_${verb}`,
        security: [{ bearer: [] }],
        headers: writeHeaders,
        ...(!opens && { params: one }),
        body: actBody(command.data, { opens }),
        response: { 200: receiptSchema, 201: receiptSchema, '4xx': problemSchema },
      },
      handler: async (request, reply) => {
        const id = (request.params as { id?: string }).id
        const act = `${contract.service}.${contract.aggregate}.${verb}`
        const stream = id === undefined ? undefined : streamOf(contract.aggregate, id)
        const receipt = await handler.submit(actOf(request, request.body as ActBody, act, stream))
        return answer(reply, collection, receipt)
      },
    })
  }

  routes.route({
    method: 'GET',
    url: `${collection}/:id`,
    schema: {
      tags: [`${contract.service} · ${contract.aggregate} ${contract.zh}`],
      summary: 'What the reader may know of it',
      operationId: `${contract.aggregate}_get`,
      security: [{ bearer: [] }],
      params: one,
      response: { 200: stateSchema, '4xx': problemSchema },
    },
    handler: async (request, reply) => {
      const stream = streamOf(contract.aggregate, request.params.id)
      const read = await readState(reading, principalOf(request), aggregate, stream)
      return reply.header('etag', etagOf(read.revision)).send(read)
    },
  })
}

const actOf = (request: FastifyRequest, body: ActBody, act: string, stream: string | undefined) => {
  const principal = principalOf(request)
  const expectedRevision = expectedRevisionOf(request)
  const traceparent = traceparentOf(request)
  const route = `${act} ${stream ?? ''}`
  return {
    ...body,
    act,
    agency: body.agency ?? principal.agency,
    principal,
    commandId: commandIdOfRequest(principal.agency, route, idempotencyKeyOf(request)),
    ...(stream !== undefined && { stream }),
    ...(expectedRevision !== undefined && { expectedRevision }),
    ...(traceparent !== undefined && { traceparent }),
  }
}

const answer = (reply: FastifyReply, collection: string, receipt: Receipt) => {
  const created = receipt.outcome === 'recorded' && receipt.revision === receipt.eventIds.length - 1
  if (created) reply.header('location', `${collection}/${idOf(receipt.stream)}`)
  return reply
    .status(created ? 201 : 200)
    .header('etag', etagOf(receipt.revision))
    .send(receipt)
}
