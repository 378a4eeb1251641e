import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

type Attribute = { key: string; value: { stringValue?: string; intValue?: number | string } }
type Resource = { attributes: Attribute[] }
export type Span = {
  service: string
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  links: { traceId: string; spanId: string }[]
  attributes: Record<string, string | number>
}

/** A collector that keeps what it is sent: OTLP over HTTP, JSON. */
export type Collector = {
  endpoint: string
  spans: Span[]
  /** Names of the metrics that came, by service. */
  metrics: Set<string>
  /** Everything as it came. */
  raw: string[]
  close(): Promise<void>
}

export const startCollector = async (): Promise<Collector> => {
  const spans: Span[] = []
  const metrics = new Set<string>()
  const raw: string[] = []
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Body
    raw.push(JSON.stringify(body))
    for (const { resource, scopeSpans } of body.resourceSpans ?? [])
      for (const span of scopeSpans.flatMap((scope) => scope.spans)) spans.push(spanOf(resource, span))
    for (const { resource, scopeMetrics } of body.resourceMetrics ?? [])
      for (const { name } of scopeMetrics.flatMap((scope) => scope.metrics))
        metrics.add(`${valuesOf(resource.attributes)['service.name']} ${name}`)
    response.setHeader('content-type', 'application/json').end('{}')
  })
  return { endpoint: await listening(server), spans, metrics, raw, close: () => closed(server) }
}

/** Takes connections and never answers. */
export const startSilentCollector = async () => {
  const server = createServer(() => undefined)
  return { endpoint: await listening(server), close: () => closed(server) }
}

type SentSpan = Omit<Span, 'service' | 'links' | 'attributes'> & { attributes?: Attribute[]; links?: Span['links'] }
type Body = {
  resourceSpans?: { resource: Resource; scopeSpans: { spans: SentSpan[] }[] }[]
  resourceMetrics?: { resource: Resource; scopeMetrics: { metrics: { name: string }[] }[] }[]
}

const spanOf = (resource: Resource, { attributes = [], links = [], ...span }: SentSpan): Span => ({
  ...span,
  service: String(valuesOf(resource.attributes)['service.name']),
  attributes: valuesOf(attributes),
  links,
})

const valuesOf = (attributes: readonly Attribute[]): Record<string, string | number> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]))

const listening = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const closed = async (server: Server): Promise<void> => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
