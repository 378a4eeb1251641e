import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config.ts'

/**
 * Sends traces and figures where `OTEL_EXPORTER_OTLP_ENDPOINT` says; left out, no SDK is so much as loaded. To be called
 * before anything that measures is made. Answers how to send the rest and end it.
 */
export const startTelemetry = async (
  { otlpEndpoint, traceRatio, metricInterval }: Config,
  service: string,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<() => Promise<void>> => {
  if (otlpEndpoint === undefined) return async () => undefined
  const { startOtel } = await import('./otel.ts')
  const onLost = () => log.warn('the collector does not answer; traces and figures are lost meanwhile')
  return startOtel({ endpoint: otlpEndpoint, service, traceRatio, metricInterval, onLost })
}
