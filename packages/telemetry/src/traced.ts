import { LedgerError } from '@case-ledger/contracts'
import { type Attributes, type Context, context, type Link, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import { ATTRIBUTES, type Attribute, type Says, SPANS, type SpanName } from './spans.ts'

/** Does nothing until an SDK is registered, then passes on to it. */
const tracer = trace.getTracer('case-ledger')

export type Traced<N extends SpanName> = { says(more: Says<N>): void; span: Span }

type Where = {
  /** Instead of the running span. */
  parent?: Context
  /** Asked only when somebody listens. */
  links?: () => Link[]
}

/**
 * Runs work inside a span of the table. What it throws ends the span with the error's code and goes on; no message gets into
 * a span, as it may hold what somebody wrote.
 */
export const traced = <N extends SpanName, T>(
  name: N,
  says: Says<N>,
  work: (traced: Traced<N>) => Promise<T>,
  { parent = context.active(), links }: Where = {},
): Promise<T> =>
  tracer.startActiveSpan(name, { kind: SPANS[name].kind }, parent, async (span) => {
    try {
      if (!span.isRecording()) return await work({ says: () => undefined, span })
      span.setAttributes(attributesOf(says))
      if (links) span.addLinks(links())
      return await work({ says: (more) => void span.setAttributes(attributesOf(more)), span })
    } catch (error) {
      fail(span, error)
      throw error
    } finally {
      span.end()
    }
  })

/** A span that its starter ends: for work that comes in several calls. */
export const startSpan = <N extends SpanName>(name: N, says: Says<N>, parent: Context): Traced<N> => {
  const span = tracer.startSpan(name, { kind: SPANS[name].kind, attributes: attributesOf(says) }, parent)
  return { span, says: (more) => void span.setAttributes(attributesOf(more)) }
}

export const attributesOf = (says: { [A in Attribute]?: string | number | undefined }): Attributes =>
  Object.fromEntries(
    Object.entries(says)
      .filter(([, value]) => value !== undefined)
      .map(([attribute, value]) => [ATTRIBUTES[attribute as Attribute], value]),
  )

/** Refusals are answers; only what the system itself could not do is an error. */
const fail = (span: Span, error: unknown): void => {
  if (!span.isRecording()) return
  const code = error instanceof LedgerError ? error.code : 'run.internal'
  span.setAttribute(ATTRIBUTES.code, code)
  if (!(error instanceof LedgerError) || error.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
}
