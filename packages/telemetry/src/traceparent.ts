import {
  type Context,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  TraceFlags,
  trace,
} from '@opentelemetry/api'

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/

/** A W3C `traceparent`, version 00; anything else is as if it were not there. */
export const spanContextOf = (traceparent: unknown): SpanContext | undefined => {
  const [, traceId, spanId, flags] = (typeof traceparent === 'string' && TRACEPARENT.exec(traceparent)) || []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true }
}

/** To hang a span under another one that may be long over, of another process. */
export const contextOf = (traceparent: unknown): Context => {
  const parent = spanContextOf(traceparent)
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
}

/** Of the running span; undefined where no tracer is set up. */
export const activeTraceparent = (): string | undefined => {
  const span = trace.getActiveSpan()?.spanContext()
  if (!span || !isSpanContextValid(span)) return undefined
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`
}

/** As many as an SDK keeps by default. */
const MOST_LINKS = 128

/** Links to these spans, each once. */
export const linksTo = (traceparents: Iterable<string | undefined>): Link[] => {
  const links: Link[] = []
  for (const traceparent of new Set(traceparents)) {
    const context = spanContextOf(traceparent)
    if (context) links.push({ context })
    if (links.length === MOST_LINKS) break
  }
  return links
}
