import { metrics } from '@opentelemetry/api'

/** Seconds; the store's commits are the yardstick. */
const LATENCIES = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.125, 0.25, 0.5, 1, 2.5, 5, 10]
const COUNTS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

/** What this package measures. Made after an SDK was registered or not at all: the api has no late binding for these. */
export const ledgerInstruments = () => {
  const meter = metrics.getMeter('case-ledger/ledger')
  return {
    /** By `outcome`: appended, repeated, conflict, ids_partly_known, failed. */
    appendDuration: meter.createHistogram('case_ledger.append.duration', {
      unit: 's',
      description: 'From the call until it is durable',
      advice: { explicitBucketBoundaries: LATENCIES },
    }),
    conflicts: meter.createCounter('case_ledger.append.conflicts', {
      description: 'Appends whose stream had moved on',
    }),
    batchSize: meter.createHistogram('case_ledger.append.batch_size', {
      unit: '{append}',
      description: 'Appends that shared one commit',
      advice: { explicitBucketBoundaries: COUNTS },
    }),
    queueLength: meter.createUpDownCounter('case_ledger.append.queue', {
      unit: '{append}',
      description: 'Appends waiting for a commit',
    }),
    longStreams: meter.createCounter('case_ledger.stream.long', {
      description: 'Streams that grew past 1,000 events: a fault of the model',
    }),
    resubscriptions: meter.createCounter('case_ledger.subscription.restarts', {
      description: 'Live subscriptions begun again after an error, a leader change or silence',
    }),
  }
}
export type LedgerInstruments = ReturnType<typeof ledgerInstruments>
