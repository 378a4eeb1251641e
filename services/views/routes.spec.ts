import { decide, type Principal } from '@case-ledger/access'
import { principalOf } from '@case-ledger/service-kit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TEST_REGION, testPrincipal } from '../../packages/service-kit/src/testing/memory-kit.ts'
import { testServer } from '../../packages/service-kit/src/testing/test-server.ts'
import { describePostgres } from '../../test/support/postgres.ts'
import { projections } from './projections.ts'
import { createViews, stream, type Views } from './read-models/testing.ts'
import { routes } from './routes.ts'

const officer = testPrincipal()
const stranger = testPrincipal({ agency: 'other-market-regulator' })
const procurator = testPrincipal({ agency: 'p', agencyKind: 'procuratorate', roles: ['criminal_section'] })

let views: Views
beforeEach(async () => {
  views = await createViews(projections)
  const audience = [officer.agency]
  await views.record(stream('case:1'), { id: '1', type: 'CaseFiled', matter: 'M1', audience })
  await views.record(stream('finding:1'), {
    id: '2',
    type: 'FindingRaised',
    matter: 'M1',
    agency: 'system',
    audience: ['system'],
    classification: 'M2',
  })
})
afterEach(() => views.close())

/** Asks as somebody; answers what came back as JSON, with the status. */
const get = async (url: string, principal: Principal) => {
  const { server, tokenOf } = await testServer([], {
    server: {
      routes: [
        (guarded) =>
          routes(guarded, {
            ...{ reader: views.reader, principalOf, access: decide, region: TEST_REGION },
            now: () => '2026-03-02T01:00:00.000Z',
            readEvent: async () => undefined,
            status: () => views.runtime.status(),
          }),
      ],
    },
  })
  const authorization = `Bearer ${await tokenOf(principal)}`
  const response = await server.inject({ url, headers: { authorization } })
  await server.close()
  return { status: response.statusCode, body: response.json() }
}

describePostgres('the queries', () => {
  test('show a participant the matter without the findings, the procuratorate with them', async () => {
    const seenBy = async (principal: Principal) => {
      const aggregates = (await get('/views/matters/M1?atLeast=1', principal)).body.aggregates
      const { dated, undated } = (await get('/views/matters/M1/timeline?atLeast=1', principal)).body
      expect(dated).toEqual([])
      return [aggregates, undated].map((some) => some.map((one: { aggregate: string }) => one.aggregate))
    }
    expect(await seenBy(officer)).toEqual([['case'], ['case']])
    expect(await seenBy(procurator)).toEqual([
      ['case', 'finding'],
      ['case', 'finding'],
    ])
  })

  test('tell a stranger of a matter no more than if there were none', async () => {
    const notFound = { status: 404, body: { code: 'target.not_found' } }
    expect(await get('/views/matters/M1?atLeast=1', stranger)).toMatchObject(notFound)
    expect(await get('/views/matters/M1/timeline?atLeast=1', stranger)).toMatchObject(notFound)
    expect(await get('/views/matters/M9', officer)).toMatchObject(notFound)
  })

  test('list the matters of an agency for itself and for the procuratorate only', async () => {
    const url = `/views/agencies/${officer.agency}/matters?atLeast=1`
    const matters = [{ matter: 'M1', lastPosition: '0', acts: 0 }]
    expect((await get(url, officer)).body.matters).toEqual(matters)
    expect((await get(url, procurator)).body.matters).toEqual(matters)
    expect(await get(url, stranger)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } })
  })

  test('say how far the read models are, and name what is wrong with a question', async () => {
    await views.runtime.settle()
    const { processors } = (await get('/views/status', officer)).body
    expect(processors.map((one: { lag: number }) => one.lag)).toEqual([0, 0, 0, 0])
    const wrong = await get('/views/matters/M1/timeline?asOf=yesterday', officer)
    expect(wrong).toMatchObject({ status: 400, body: { code: 'input.malformed' } })
  })
})
