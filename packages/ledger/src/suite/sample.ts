import { canonicalBytes } from '../canonical.ts'
import { eventId, streamName } from '../ids.ts'
import type { Append, Appended, AppendResult, EventToAppend, ExpectedRevision, Ledger, Read } from '../port.ts'

let made = 0
/** A label nobody used before in this process. */
export const freshLabel = (): string => `sample ${process.pid} ${++made}`

export const freshStream = (aggregate = 'case'): string => streamName(aggregate, freshLabel())

export const sampleEvent = (
  label = freshLabel(),
  { type = 'CaseFiled', data = { label } as unknown }: { type?: string; data?: unknown } = {},
): EventToAppend => {
  const id = eventId(label, 0)
  return { id, type, header: canonicalBytes({ id, type }), data: canonicalBytes(data) }
}

export const sampleEvents = (count: number): EventToAppend[] => Array.from({ length: count }, () => sampleEvent())

export const appendOf = (stream: string, expected: ExpectedRevision, ...events: EventToAppend[]): Append => ({
  stream,
  expected,
  events,
})

/** The result, when the append was taken; fails the test otherwise. */
export const taken = (result: AppendResult): Appended => {
  if (result.outcome !== 'appended') throw new Error(`expected an accepted append, got ${JSON.stringify(result)}`)
  return result
}

export const collect = async (reads: AsyncIterable<Read>): Promise<Read[]> => {
  const all: Read[] = []
  for await (const read of reads) all.push(read)
  return all
}

/** Ids of the events among what was read. */
export const idsOf = (reads: readonly Read[]): string[] =>
  reads.flatMap((read) => (read.kind === 'event' ? [read.event.id] : []))

/** Reads until `enough` of what came says so. */
export const collectUntil = async (reads: AsyncIterable<Read>, enough: (all: Read[]) => boolean): Promise<Read[]> => {
  const all: Read[] = []
  for await (const read of reads) {
    all.push(read)
    if (enough(all)) break
  }
  return all
}

/** Appends one event to a fresh stream. */
export const appendOne = async (ledger: Ledger, event = sampleEvent(), aggregate = 'case'): Promise<Appended> =>
  taken(await ledger.append(appendOf(freshStream(aggregate), 'no_stream', event)))
