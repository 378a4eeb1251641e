import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { agencyMatters, findMattersOfAgency, takesPart } from './agency-matters.ts'
import { findTargets, matterIndex } from './matter-index.ts'
import { findMattersOfSubject, subjectIndex } from './subject-index.ts'
import { createViews, stream, type Views } from './testing.ts'

const matchable = `s-${'a'.repeat(32)}`
const byNameOnly = `m-${'b'.repeat(32)}`

let views: Views
beforeEach(async () => {
  views = await createViews([matterIndex, subjectIndex, agencyMatters])
})
afterEach(() => views.close())

describePostgres('the read models', () => {
  test('find the aggregates of a matter by kind and name, not those of another', async () => {
    await views.record(stream('case:1'), { id: '1', type: 'CaseFiled', matter: 'M1' })
    await views.record(stream('transfer:2'), { id: '2', type: 'TransferReported', matter: 'M1', on: 'first' })
    await views.record(stream('transfer:2'), { id: '3', type: 'TransferDispatched', matter: 'M1' })
    await views.record(stream('transfer:3'), { id: '4', type: 'TransferReported', matter: 'M1', on: 'second' })
    const atLeast = await views.record(stream('case:4'), { id: '5', type: 'CaseFiled', matter: 'M2' })
    expect(await findTargets(views.reader, 'M1', 'transfer', { atLeast })).toEqual([
      { aggregate: 'transfer', stream: stream('transfer:2'), on: 'first' },
      { aggregate: 'transfer', stream: stream('transfer:3'), on: 'second' },
    ])
    expect(await findTargets(views.reader, 'M1')).toHaveLength(3)
    expect(await findTargets(views.reader, 'M3')).toEqual([])
  })

  test('find the matters of a subject, but never by a name alone, nor by what the machine suspects', async () => {
    const party = (subject: string) => ({ parties: [{ kind: 'company', subject }] })
    await views.record(stream('case:1'), { id: '1', type: 'CaseFiled', matter: 'M1', data: party(matchable) })
    await views.record(stream('case:1'), { id: '2', type: 'CasePaid', matter: 'M1', data: party(matchable) })
    await views.record(stream('case:2'), { id: '3', type: 'CaseFiled', matter: 'M2', data: party(byNameOnly) })
    await views.record(stream('finding:3'), {
      id: '4',
      type: 'FindingRaised',
      matter: 'M3',
      data: { subject: matchable },
    })
    const sheet = { sheet: { subject: matchable, text: `subject ${matchable}` } }
    await views.record(stream('case:4'), { id: '5', type: 'CaseFactsFound', matter: 'M4', data: sheet })
    await views.runtime.settle()
    expect(await findMattersOfSubject(views.reader, matchable)).toEqual(['M1', 'M4'])
    expect(await findMattersOfSubject(views.reader, byNameOnly)).toEqual([])
  })

  test('find the matters of an agency that acted or is named, latest first; a finding makes nobody a participant', async () => {
    const audience = ['market-a', 'police-b']
    await views.record(stream('case:1'), { id: '1', type: 'CaseFiled', matter: 'M1' })
    await views.record(stream('transfer:1'), { id: '2', type: 'TransferDispatched', matter: 'M1', audience })
    await views.record(stream('case:2'), { id: '3', type: 'CaseFiled', matter: 'M2' })
    await views.record(stream('finding:3'), { id: '4', type: 'FindingRaised', matter: 'M3', audience })
    await views.runtime.settle()
    expect(await findMattersOfAgency(views.reader, 'market-a')).toEqual([
      { matter: 'M2', lastPosition: 2n, acts: 1 },
      { matter: 'M1', lastPosition: 1n, acts: 2 },
    ])
    expect(await findMattersOfAgency(views.reader, 'market-a', { limit: 1 })).toHaveLength(1)
    expect(await findMattersOfAgency(views.reader, 'police-b')).toEqual([{ matter: 'M1', lastPosition: 1n, acts: 0 }])
    expect(await takesPart(views.reader, 'police-b', 'M2')).toBe(false)
  })

  test('are rebuilt from nothing to the same digests', async () => {
    const data = { parties: [{ subject: matchable }] }
    for (let n = 0; n < 40; n += 1)
      await views.record(stream(`case:${n % 9}`), { id: `${n}`, type: 'CasePaid', matter: `M${n % 9}`, data })
    await views.runtime.settle()
    for (const { name } of [matterIndex, subjectIndex, agencyMatters]) {
      const digest = await views.runtime.digest(name)
      await views.runtime.rebuild(name)
      expect(await views.runtime.digest(name)).toBe(digest)
    }
  })
})
