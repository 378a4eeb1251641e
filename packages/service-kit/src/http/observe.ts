import { attributesOf, contextOf, spanContextOf, startSpan } from '@case-ledger/telemetry'
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { serviceInstruments } from '../instruments.ts'
import { inLogScope, type LogScope } from '../log-scope.ts'

type Observed = { span: Span; within: <T>(work: () => T) => T }

/** Every request as a span, a figure and a log line. Documentation and probes have the log line only. */
export const observeRequests = (server: FastifyInstance): void => {
  const { requestDuration } = serviceInstruments()
  const observed = new WeakMap<FastifyRequest, Observed>()

  server.addHook('onRequest', (request, _reply, done) => {
    if (isAside(request)) return done()
    const { method, routeOptions } = request
    const { traceparent } = request.headers
    const { span } = startSpan('http.request', { method, route: routeOptions.url }, contextOf(traceparent))
    span.updateName([method, routeOptions.url].filter(Boolean).join(' '))
    const inSpan = trace.setSpan(context.active(), span)
    const traceId = spanContextOf(traceparent)?.traceId
    const scope: LogScope = traceId === undefined ? {} : { traceId }
    const within: Observed['within'] = (work) => inLogScope(scope, () => context.with(inSpan, work))
    observed.set(request, { span, within })
    within(done)
  })
  // What follows the reading of a body runs on behalf of the socket, outside of what was set above.
  server.addHook('preValidation', (request, _reply, done) => {
    const mine = observed.get(request)
    if (mine) mine.within(done)
    else done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const { statusCode: status, elapsedTime } = reply
    const mine = observed.get(request)
    const line = () =>
      request.log.info({ method, route: routeOptions.url, status, ms: Math.round(elapsedTime) }, 'answered')
    if (mine) {
      mine.within(line)
      const says = attributesOf({ method, route: routeOptions.url, status })
      requestDuration.record(elapsedTime / 1000, says)
      mine.span.setAttributes(says)
      if (status >= 500) mine.span.setStatus({ code: SpanStatusCode.ERROR })
      mine.span.end()
    } else line()
    done()
  })
}

const isAside = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.schema as { hide?: boolean } | undefined)?.hide === true
