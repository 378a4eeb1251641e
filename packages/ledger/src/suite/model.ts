import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Append, AppendResult, ExpectedRevision, Ledger } from '../port.ts'
import { appendOf, collect, freshLabel, freshStream, idsOf, sampleEvent } from './sample.ts'

/** One append as a plan: which of three streams, expecting what, which of eight events. */
const plan = fc.record({
  stream: fc.nat(2),
  expected: fc.oneof(fc.constant<ExpectedRevision>('no_stream'), fc.integer({ min: 0, max: 6 })),
  events: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 }),
})

/** What an append must come to, given the ids its stream holds. */
const outcomeOf = (ids: readonly string[], { expected, events }: Append): string => {
  const place = expected === 'no_stream' ? 0 : Number(expected) + 1
  if (place === ids.length) return 'appended'
  const same = events.filter((event, i) => ids[place + i] === event.id).length
  if (same === events.length) return 'repeated'
  return same > 0 ? 'ids_partly_known' : `conflict ${ids.length - 1}`
}

const told = (result: AppendResult): string => {
  if (result.outcome === 'conflict') return `conflict ${result.actual === 'no_stream' ? -1 : result.actual}`
  return result.outcome === 'appended' && result.repeated ? 'repeated' : result.outcome
}

/**
 * Appends given at once are decided in the order given, by one process; so the model is a plain loop. A dense store does so
 * over all streams, any other stream by stream.
 */
export const modelTests = (ledger: () => Ledger, { dense }: { dense: boolean }): void => {
  test('any appends, any of them at once, come to what a list of ids per stream says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(plan, { minLength: 1, maxLength: 8 }), { maxLength: 5 }), async (bursts) => {
        const label = freshLabel()
        const streams = [freshStream(), freshStream(), freshStream()]
        const model = new Map<string, string[]>(streams.map((stream) => [stream, []]))
        const order: string[] = []
        const after = await ledger().head()
        for (const burst of bursts) {
          const appends = burst.map(({ stream, expected, events }) =>
            appendOf(streams[stream]!, expected, ...events.map((n) => sampleEvent(`${label} ${n}`))),
          )
          const results = await Promise.all(appends.map((append) => ledger().append(append)))
          for (const [i, append] of appends.entries()) {
            const ids = model.get(append.stream)!
            const must = outcomeOf(ids, append)
            expect(told(results[i]!)).toBe(must)
            if (must !== 'appended') continue
            ids.push(...append.events.map((e) => e.id))
            order.push(...append.events.map((e) => e.id))
          }
        }
        for (const [stream, ids] of model) expect((await ledger().read(stream)).map((e) => e.id)).toEqual(ids)
        const all = idsOf(await collect(ledger().readAll(after)))
        if (dense) expect(all).toEqual(order)
        else expect(all.sort()).toEqual(order.sort())
      }),
      { numRuns: 60 },
    )
  })
}
