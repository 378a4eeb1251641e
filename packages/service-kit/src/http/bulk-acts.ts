import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Principal } from '@case-ledger/access'
import { actLine, LedgerError } from '@case-ledger/contracts'
import { traced } from '@case-ledger/telemetry'
import { context } from '@opentelemetry/api'
import type { FastifyInstance } from 'fastify'
import { commandIdOfLine } from '../command-id.ts'
import type { Handler } from '../handler.ts'
import { inLogScope, scopeOfLine } from '../log-scope.ts'
import { problemsOf } from '../zod-problems.ts'
import { principalOf } from './bearer.ts'
import { faultOf } from './fault.ts'
import { toLedgerError, toProblem } from './problem.ts'

const NDJSON = 'application/x-ndjson'
/** An act's line may be larger than its event (64 KiB), not by much. */
const MAX_LINE = 128 * 1024

type Bulk = { handler: Handler; importKey: Uint8Array; onFault: (error: LedgerError) => void }

/**
 * `POST /acts`: an acts file as the body, answered line by line as it is taken in; a bad line does not stop the rest. Lines
 * need no Idempotency-Key: the same line is the same command (D3).
 */
export const addBulkRoute = (server: FastifyInstance, bulk: Omit<Bulk, 'onFault'>): void => {
  server.addContentTypeParser(NDJSON, (_request, payload, done) => done(null, payload))
  server.route({
    method: 'POST',
    url: '/acts',
    schema: {
      tags: ['acts 公务行为'],
      summary: 'Acts file, one act a line; answers one result a line',
      operationId: 'acts',
      security: [{ bearer: [] }],
      consumes: [NDJSON],
      produces: [NDJSON],
    },
    // The file may be of any length; each line is limited.
    bodyLimit: Number.MAX_SAFE_INTEGER,
    handler: async (request, reply) => {
      if (!(request.body instanceof Readable))
        throw new LedgerError('input.unsupported_media', { detail: `send ${NDJSON}` })
      const onFault = (error: LedgerError) =>
        request.log.error({ code: error.code, fault: faultOf(error.cause ?? error) }, 'line failed')
      const results = answerLines(request.body, principalOf(request), { ...bulk, onFault }, request.id)
      return reply.type(NDJSON).send(Readable.from(results))
    },
  })
}

async function* answerLines(body: Readable, principal: Principal, bulk: Bulk, trace: string): AsyncGenerator<string> {
  let number = 0
  // Later lines are read on behalf of the socket, outside of the request's own context.
  const request = context.active()
  const scope = scopeOfLine()
  const submit = (line: string) =>
    inLogScope({ ...scope }, () => context.with(request, () => submitLine(line, number, principal, bulk, trace)))
  for await (const line of createInterface({ input: body, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() !== '') yield `${JSON.stringify({ line: number, ...(await submit(line)) })}\n`
  }
}

const submitLine = async (
  line: string,
  number: number,
  principal: Principal,
  { handler, importKey, onFault }: Bulk,
  trace: string,
) => {
  try {
    return await traced('import.line', { line: number }, async () => {
      const act = parseLine(line)
      const { v: _, id: __, ...content } = act
      return handler.submit({ ...content, principal, commandId: commandIdOfLine(importKey, act) })
    })
  } catch (error) {
    const known = toLedgerError(error)
    if (known.status >= 500) onFault(known)
    return { outcome: 'refused', problem: toProblem(known, trace) }
  }
}

const parseLine = (line: string) => {
  if (line.length > MAX_LINE) throw new LedgerError('input.too_large')
  const parsed = actLine.safeParse(jsonOf(line))
  if (parsed.success) return parsed.data
  const problems = problemsOf(parsed.error.issues)
  throw new LedgerError('input.malformed', { ...(problems[0]?.field && { field: problems[0].field }), problems })
}

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new LedgerError('input.not_json', { cause })
  }
}
