import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { matterTimeline, readTimeline, type TimelineQuery } from './matter-timeline.ts'
import { createViews, stream, type Views } from './testing.ts'

let views: Views
beforeEach(async () => {
  views = await createViews([matterTimeline])
})
afterEach(() => views.close())

const ids = async (query: TimelineQuery = {}) => {
  const { dated, undated } = await readTimeline(views.reader, 'M1', query)
  return { dated: dated.map(({ type }) => type), undated: undated.map(({ type }) => type) }
}

describePostgres('the timeline of a matter', () => {
  test('shows what an event says of itself, and nothing of its data', async () => {
    const position = await views.record(stream('case:1'), {
      id: 'filed',
      type: 'CaseFiled',
      matter: 'M1',
      mode: 'report',
      occurredAt: { value: '2024-03', precision: 'month' },
      provenance: { kind: 'published_case', source: 'a page' },
      irregularities: [{ code: 'case.one_officer', held: 'unknown' }],
      data: { parties: [{ name: '张三' }] },
    })
    const timeline = await readTimeline(views.reader, 'M1', { atLeast: position })
    expect(timeline).toEqual({
      dated: [
        {
          position: 0n,
          id: expect.any(String),
          stream: stream('case:1'),
          aggregate: 'case',
          revision: 0,
          type: 'CaseFiled',
          occurredAt: { value: '2024-03', precision: 'month' },
          recordedAt: '2026-01-05T08:00:00.000Z',
          agency: 'market-a',
          mode: 'report',
          provenance: 'published_case',
          irregularities: [{ code: 'case.one_officer', held: 'unknown' }],
          classification: 'M1',
          audience: ['market-a'],
        },
      ],
      undated: [],
      incomplete: 0,
    })
    const rows = await views.reader.rows(matterTimeline, {}, (schema) => `select e::text from ${schema}.entries e`)
    expect(JSON.stringify(rows)).not.toContain('张三')
  })

  test('as of a day holds what had certainly happened by then, and sets apart what has no date', async () => {
    const at = async (id: string, value: string, precision: 'day' | 'month' | 'year' | 'instant') =>
      views.record(stream('case:1'), { id, type: id, matter: 'M1', occurredAt: { value, precision } })
    await at('March', '2024-03', 'month')
    await at('FifthOfMarch', '2024-03-05', 'day')
    // Already the 6th in Shanghai.
    await at('LateOnTheFifthUtc', '2024-03-05T20:00:00Z', 'instant')
    await at('Year', '2023', 'year')
    await views.record(stream('case:1'), { id: 'SomeTime', type: 'SomeTime', matter: 'M1' })
    await views.record(stream('case:2'), { id: 'Elsewhere', type: 'Elsewhere', matter: 'M2' })
    await views.runtime.settle()
    const undated = ['SomeTime']
    expect(await ids()).toEqual({ dated: ['Year', 'March', 'FifthOfMarch', 'LateOnTheFifthUtc'], undated })
    expect(await ids({ asOf: '2024-03-05' })).toEqual({ dated: ['Year', 'FifthOfMarch'], undated })
    expect(await ids({ asOf: '2024-03-31' })).toEqual({
      dated: ['Year', 'March', 'FifthOfMarch', 'LateOnTheFifthUtc'],
      undated,
    })
    expect(await ids({ asOf: '2023-12-30' })).toEqual({ dated: [], undated })
  })

  test('known at a day holds what was recorded by its end in Shanghai', async () => {
    const occurredAt = { value: '2020-01-01', precision: 'day' } as const
    views.clock.set('2026-02-01T15:59:59.999Z')
    await views.record(stream('case:1'), { id: 'a', type: 'Before', matter: 'M1', occurredAt })
    views.clock.set('2026-02-01T16:00:00.000Z')
    await views.record(stream('case:1'), { id: 'b', type: 'After', matter: 'M1', occurredAt })
    await views.runtime.settle()
    expect((await ids({ knownAt: '2026-02-01' })).dated).toEqual(['Before'])
    expect((await ids({ knownAt: '2026-02-02' })).dated).toEqual(['Before', 'After'])
  })
})
