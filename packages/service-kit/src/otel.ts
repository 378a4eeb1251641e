import { context, type DiagLogger, DiagLogLevel, diag, metrics, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'

export type OtelOptions = {
  endpoint: string
  /** `service.name` outside. */
  service: string
  traceRatio: number
  metricInterval: number
  /** Told once when the collector does not take what is sent: it is lost then, and the program goes on. */
  onLost: () => void
}

/** One export takes no longer, its repetitions included. */
const EXPORT_MS = 2_000
/** Nor does the last one, at the end of the program. */
const FLUSH_MS = 3_000

/** Registers an SDK that sends to a collector. Answers how to send the rest and end it; that never fails. */
export const startOtel = ({ endpoint, service, traceRatio, metricInterval, onLost }: OtelOptions) => {
  const base = endpoint.replace(/\/+$/, '')
  const resource = defaultResource().merge(
    resourceFromAttributes({ 'service.namespace': 'case-ledger', 'service.name': service }),
  )
  const tracerProvider = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(traceRatio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${base}/v1/traces`, timeoutMillis: EXPORT_MS }),
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  })
  const meterProvider = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${base}/v1/metrics`, timeoutMillis: EXPORT_MS }),
        exportIntervalMillis: metricInterval,
        exportTimeoutMillis: Math.min(EXPORT_MS, metricInterval),
      }),
    ],
  })
  diag.setLogger(onFirstError(onLost), { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(tracerProvider)
  metrics.setGlobalMeterProvider(meterProvider)

  return async (): Promise<void> => {
    const given = Promise.withResolvers<void>()
    const timer = setTimeout(given.resolve, FLUSH_MS)
    await Promise.race([Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()]), given.promise])
    clearTimeout(timer)
    for (const api of [trace, metrics, context, diag]) api.disable()
  }
}

/** A collector that is away would fill the log with the same sentence. */
const onFirstError = (onLost: () => void): DiagLogger => {
  let told = false
  const silent = () => undefined
  const error = () => {
    if (!told) onLost()
    told = true
  }
  return { error, warn: silent, info: silent, debug: silent, verbose: silent }
}
