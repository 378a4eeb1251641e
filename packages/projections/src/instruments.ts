import { metrics } from '@opentelemetry/api'
import type { ProcessorStatus } from './status.ts'

const meter = () => metrics.getMeter('case-ledger/projections')

/** What this package counts. Made after an SDK was registered or not at all: the api has no late binding for these. */
export const projectionInstruments = () => ({
  /** By `processor`. */
  restarts: meter().createCounter('case_ledger.processor.restarts', {
    description: 'Processors begun again from their checkpoint after a fault',
  }),
  /** By `processor`, `act`, `code`. */
  refusals: meter().createCounter('case_ledger.reaction.refusals', {
    description: 'Commands of reactions that the handler refused',
  }),
  /** By `processor`. */
  batchSize: meter().createHistogram('case_ledger.processor.batch_size', {
    unit: '{event}',
    description: 'Events of one transaction',
    advice: { explicitBucketBoundaries: [1, 4, 16, 64, 256, 1024, 2048] },
  }),
})

/**
 * Figures of the processors that run here, asked for when a reader collects; never without an SDK. Answers how to end it.
 * A status that cannot be had leaves a gap in the curve, no more.
 */
export const observeStatus = (status: () => Promise<ProcessorStatus[]>): (() => void) => {
  const gauge = (name: string, unit: string, description: string) =>
    meter().createObservableGauge(`case_ledger.processor.${name}`, { unit, description })
  const gauges = {
    lag: gauge('lag', '{event}', 'Positions not yet looked at'),
    parked: gauge('parked', '{event}', 'Events set aside'),
    refused: gauge('refused', '{command}', 'Commands refused to a reaction that nobody looked at yet'),
  }
  const observe: Parameters<ReturnType<typeof meter>['addBatchObservableCallback']>[0] = async (result) => {
    const processors = await status().catch(() => [])
    for (const { processor, ...figures } of processors)
      for (const [name, instrument] of Object.entries(gauges))
        result.observe(instrument, figures[name as keyof typeof gauges], { processor })
  }
  const observed = Object.values(gauges)
  meter().addBatchObservableCallback(observe, observed)
  return () => meter().removeBatchObservableCallback(observe, observed)
}
