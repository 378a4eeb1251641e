import type { Stored } from '@case-ledger/contracts'
import { contextOf, linksTo, traced } from '@case-ledger/telemetry'
import type { Decoded } from './decode.ts'
import type { Work } from './work.ts'

const traceparentOf = (item: Decoded): string | undefined =>
  'event' in item ? item.event.header.traceparent : undefined

/** A projection's batch as a span, linked to the acts it takes in; reactions have a span for each event instead. */
export const tracedBatch = <T>(
  { kind, processor }: Work,
  items: readonly Decoded[],
  run: () => Promise<T>,
): Promise<T> =>
  kind === 'reaction' || items.length === 0
    ? run()
    : traced('projection.batch', { processor, events: items.length }, run, {
        parent: contextOf(undefined),
        links: () => linksTo(items.map(traceparentOf)),
      })

/** A reaction to one event: part of the trace of the act that caused it, whichever process that ran in. */
export const tracedReaction = <T>(processor: string, { stream, header }: Stored, run: () => Promise<T>): Promise<T> =>
  traced('reaction', { processor, matter: header.matter, stream }, run, { parent: contextOf(header.traceparent) })
