import { metrics } from '@opentelemetry/api'

/** What this package counts. Made after an SDK was registered or not at all: the api has no late binding for these. */
export const serviceInstruments = () => {
  const meter = metrics.getMeter('case-ledger/service-kit')
  return {
    /** By `act`, `outcome` (recorded, known, unchanged, refused, failed) and `code`. */
    outcomes: meter.createCounter('case_ledger.handler.outcomes', { description: 'What became of the acts given' }),
    /** By method, route and status; the name is OpenTelemetry's own. */
    requestDuration: meter.createHistogram('http.server.request.duration', {
      unit: 's',
      description: 'From the request to the end of its answer',
      advice: { explicitBucketBoundaries: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
    }),
  }
}
