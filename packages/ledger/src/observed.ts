import { traced } from '@case-ledger/telemetry'
import { ledgerInstruments } from './instruments.ts'
import type { AppendResult, Ledger } from './port.ts'

const outcomeOf = (result: AppendResult): string =>
  result.outcome === 'appended' && result.repeated ? 'repeated' : result.outcome

/** A stream of more events is a modelling fault (D5): rosters and histories are split by year. */
export const LONGEST_STREAM = 1_000

const crossedLimit = (result: AppendResult): boolean =>
  result.outcome === 'appended' &&
  !result.repeated &&
  result.firstRevision <= LONGEST_STREAM &&
  result.lastRevision >= LONGEST_STREAM

/**
 * Any adapter, each of its appends seen as a span and in figures. `onLongStream` is told once, when a stream grows past
 * `LONGEST_STREAM` events.
 */
export const observed = (ledger: Ledger, onLongStream: (stream: string) => void = () => undefined): Ledger => {
  const { appendDuration, conflicts, longStreams } = ledgerInstruments()
  return {
    ...ledger,
    append: (append) =>
      traced('ledger.append', { stream: append.stream, events: append.events.length }, async ({ says }) => {
        const began = performance.now()
        let outcome = 'failed'
        try {
          const result = await ledger.append(append)
          outcome = outcomeOf(result)
          if (outcome === 'conflict') conflicts.add(1)
          if (crossedLimit(result)) {
            longStreams.add(1)
            onLongStream(append.stream)
          }
          says({ outcome })
          return result
        } finally {
          appendDuration.record((performance.now() - began) / 1000, { outcome })
        }
      }),
  }
}
