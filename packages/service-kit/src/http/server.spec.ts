import type { Principal } from '@case-ledger/access'
import { afterEach, describe, expect, test } from 'vitest'
import { testPrincipal } from '../testing/memory-kit.ts'
import { sampleTransfer } from '../testing/sample-transfer.ts'
import { testServer } from '../testing/test-server.ts'

type Server = Awaited<ReturnType<typeof testServer>>
const started: Server[] = []
const start = async (...more: Parameters<typeof testServer> extends [unknown, ...infer R] ? R : never) => {
  const server = await testServer([sampleTransfer], ...more)
  started.push(server)
  return server
}
afterEach(async () => {
  for (const { server } of started.splice(0)) await server.close()
})

const TRANSFERS = '/referral/transfers'
const REPORT = { matter: 'M1', at: '2026-03-01', data: { kind: 'crime' } }
const DISPATCH = { at: '2026-03-02', data: { kind: 'crime', to: 'sz-police', copyTo: 'sz-procuratorate' } }
let keys = 0
const post = async (
  { server, tokenOf }: Server,
  url: string,
  body: unknown,
  headers: Record<string, string | undefined> = {},
  principal: Principal = testPrincipal(),
) => {
  keys += 1
  const sent = {
    authorization: `Bearer ${await tokenOf(principal)}`,
    'idempotency-key': `key-${keys}`,
    'content-type': 'application/json',
    ...headers,
  }
  const given = Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string] => !!entry[1]))
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return server.inject({ method: 'POST', url, payload, headers: given })
}
const get = async ({ server, tokenOf }: Server, url: string, principal: Principal = testPrincipal()) =>
  server.inject({ url, headers: { authorization: `Bearer ${await tokenOf(principal)}` } })

describe('acts over HTTP', () => {
  test('an opening act makes a resource, later acts are posted to it, and it can be read', async () => {
    const s = await start()
    const opened = await post(s, TRANSFERS, REPORT)
    expect([opened.statusCode, opened.headers.etag]).toEqual([201, '"0"'])
    const location = String(opened.headers.location)
    const sent = await post(s, `${location}/dispatch`, DISPATCH)
    expect([sent.statusCode, sent.headers.etag]).toEqual([200, '"1"'])
    expect(sent.json()).toMatchObject({ outcome: 'recorded', revision: 1, position: '1', irregularities: [] })
    const read = await get(s, location)
    expect(read.headers.etag).toBe('"1"')
    expect(read.json()).toMatchObject({ revision: 1, matter: 'M1', state: { dispatch: { value: 'sz-police' } } })
  })
  test('the same key again gives the same answer, with other content 422', async () => {
    const s = await start()
    const first = await post(s, TRANSFERS, REPORT, { 'idempotency-key': 'k' })
    const again = await post(s, TRANSFERS, REPORT, { 'idempotency-key': 'k' })
    expect([again.statusCode, again.json()]).toEqual([200, { ...first.json(), outcome: 'known' }])
    const other = await post(s, TRANSFERS, { ...REPORT, at: '2026-03-02' }, { 'idempotency-key': 'k' })
    expect([other.statusCode, other.json().code]).toEqual([422, 'ledger.idempotency_mismatch'])
    expect(await s.ledger.head()).toBe(0n)
  })
  test('the same key of another agency is another command', async () => {
    const s = await start()
    const elsewhere = testPrincipal({ agency: 'gz-market-regulator' })
    await post(s, TRANSFERS, REPORT, { 'idempotency-key': 'k' })
    expect((await post(s, TRANSFERS, REPORT, { 'idempotency-key': 'k' }, elsewhere)).statusCode).toBe(201)
  })
  test('a revision that has moved on is 412 and says the actual one', async () => {
    const s = await start()
    const location = String((await post(s, TRANSFERS, REPORT)).headers.location)
    await post(s, `${location}/dispatch`, DISPATCH, { 'if-match': '"0"' })
    const late = await post(s, `${location}/give-feedback`, feedback, { 'if-match': '"0"' })
    expect([late.statusCode, late.json()]).toMatchObject([412, { code: 'ledger.conflict', values: { actual: 1 } }])
  })
  test('a trace context is carried into the header', async () => {
    const s = await start()
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const { stream } = (await post(s, TRANSFERS, REPORT, { traceparent })).json()
    const [stored] = await s.ledger.read(stream)
    expect((await s.codec.decode(stored!)).header.traceparent).toBe(traceparent)
  })
})
const feedback = { at: '2026-03-02', data: { by: 'sz-market-regulator', result: 'other' } }

describe('a problem', () => {
  const problem = async (
    s: Server,
    ...[url, body, headers]: [string, unknown, Record<string, string | undefined>?]
  ) => {
    const response = await post(s, url, body, headers)
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(response.json()).toMatchObject({
      status: response.statusCode,
      title: expect.stringMatching(/\p{Script=Han}/u),
    })
    return response.json()
  }
  test('names every wrong field', async () => {
    const body = { at: '2026-03-01', matter: 'M1', colour: 1, data: { kind: 'gift', size: 2 } }
    const { code, problems } = await problem(await start(), TRANSFERS, body)
    expect([code, problems.map((p: { field: string }) => p.field).sort()]).toEqual([
      'input.malformed',
      ['colour', 'data.kind', 'data.size'],
    ])
  })
  test.each<[string, unknown, Record<string, string | undefined>, string, number]>([
    ['a write without key', REPORT, { 'idempotency-key': undefined }, 'input.idempotency_key_required', 400],
    ['no JSON', '{', {}, 'input.not_json', 400],
    ['another content type', 'x', { 'content-type': 'text/plain' }, 'input.unsupported_media', 415],
    ['a body too large', { ...REPORT, matter: 'x'.repeat(300_000) }, {}, 'input.too_large', 413],
    ['a wrong If-Match', REPORT, { 'if-match': '*' }, 'input.malformed', 400],
    ['no token', REPORT, { authorization: undefined }, 'auth.missing_token', 401],
    ['a bad token', REPORT, { authorization: 'Bearer x.y.z' }, 'auth.bad_token', 401],
  ])('%s', async (_, body, headers, code, status) => {
    expect(await problem(await start(), TRANSFERS, body, headers)).toMatchObject({ code, status })
  })
  test('an address that does not exist', async () => {
    expect(await problem(await start(), '/nowhere', {})).toMatchObject({ code: 'target.not_found', status: 404 })
  })
  test('a refused act says the rule, and the catalogue what to do', async () => {
    const s = await start()
    const location = String((await post(s, TRANSFERS, REPORT)).headers.location)
    const body = { ...DISPATCH, data: { kind: 'crime', to: 'sz-police' } }
    expect(await problem(s, `${location}/dispatch`, body)).toMatchObject({
      code: 'transfer.no_copy',
      rule: 'D310-06',
      field: 'copyTo',
      remedy: 'name the procuratorate copied',
    })
  })
  test('nobody foresaw is run.internal with a trace id; neither answer nor log repeats its message', async () => {
    const failing = { submit: () => Promise.reject(new TypeError('王五 330102199001011234')) }
    const s = await start({ server: { handler: failing } })
    const { code, trace } = await problem(s, TRANSFERS, REPORT)
    expect([code, trace]).toEqual(['run.internal', expect.stringMatching(/^[0-9a-f-]{36}$/)])
    const log = s.logged.join('')
    expect(log).toContain(trace)
    expect(log).toContain('TypeError')
    expect(log).not.toMatch(/王五|330102/)
  })
})

describe('reading', () => {
  test('is for those who take part', async () => {
    const s = await start()
    const location = String((await post(s, TRANSFERS, REPORT)).headers.location)
    const police = testPrincipal({ agency: 'sz-police', agencyKind: 'police' })
    expect((await get(s, location, police)).json()).toMatchObject({ code: 'auth.forbidden' })
    await post(s, `${location}/dispatch`, DISPATCH)
    expect((await get(s, location, police)).statusCode).toBe(200)
  })
  test('an analyst sees milestones only', async () => {
    const s = await start()
    const location = String((await post(s, TRANSFERS, REPORT)).headers.location)
    const analyst = testPrincipal({ agency: 'elsewhere', agencyKind: 'other', roles: ['analyst'] })
    expect((await get(s, location, analyst)).json()).toMatchObject({
      revision: 0,
      state: { dispatch: { is: 'absent' } },
    })
    await post(s, `${location}/dispatch`, DISPATCH)
    expect((await get(s, location, analyst)).json()).toMatchObject({
      revision: 1,
      state: { dispatch: { is: 'taken' } },
    })
  })
  test('what does not exist is 403 to those who may not know, 404 to those who may', async () => {
    const s = await start()
    const nowhere = `${TRANSFERS}/00000000-0000-4000-8000-000000000000`
    expect((await get(s, nowhere)).statusCode).toBe(403)
    const procurator = testPrincipal({ agencyKind: 'procuratorate', roles: ['criminal_section'] })
    expect((await get(s, nowhere, procurator)).statusCode).toBe(404)
  })
})

describe('around it', () => {
  test('OpenAPI 3.1 is made from the contracts', async () => {
    const { server } = await start()
    const document = (await server.inject('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([TRANSFERS, `${TRANSFERS}/{id}/hand-over-goods`, '/acts']),
    )
    const { schema } = document.paths[TRANSFERS].post.requestBody.content['application/json']
    expect(schema.properties.data.properties.kind.enum).toContain('crime')
    expect(schema.required).toEqual(expect.arrayContaining(['matter', 'at', 'data']))
    expect(schema.required).not.toContain('mode')
  })
  test('its page needs no other host', async () => {
    const { server } = await start()
    const page = await server.inject('/docs')
    expect(page.statusCode).toBe(200)
    const scripts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!)
    expect(scripts.length).toBeGreaterThan(2)
    expect(scripts.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([])
    for (const url of scripts)
      expect((await server.inject(new URL(url, 'http://x/docs/').pathname)).statusCode).toBe(200)
  })
  test('health and readiness ask for no token', async () => {
    const { server } = await start({ server: { ready: async () => [{ name: 'schema', ok: false, detail: 'older' }] } })
    expect((await server.inject('/health')).json()).toEqual({ alive: true })
    const ready = await server.inject('/ready')
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { ready: false, checks: [{ name: 'schema', ok: false, detail: 'older' }] },
    ])
  })
})

describe('an acts file', () => {
  const line = (more: object) =>
    JSON.stringify({
      v: 1,
      matter: 'M1',
      act: 'referral.transfer.report',
      at: '2026-03-01',
      agency: 'sz-market-regulator',
      data: { kind: 'crime' },
      ...more,
    })
  const file = [
    line({}),
    '{"v":1',
    line({ act: 'referral.transfer.dispatch', data: DISPATCH.data }),
    '',
    line({ act: 'referral.transfer.dispatch', data: DISPATCH.data, mode: 'wish' }),
  ].join('\n')
  const send = async (s: Server) => {
    const response = await post(s, '/acts', file, {
      'content-type': 'application/x-ndjson',
      'idempotency-key': undefined,
    })
    return response.body
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text))
  }
  test('is answered line by line; a bad line does not stop the rest', async () => {
    expect(await send(await start())).toMatchObject([
      { line: 1, outcome: 'recorded' },
      { line: 2, outcome: 'refused', problem: { code: 'input.not_json' } },
      { line: 3, outcome: 'recorded', revision: 1 },
      { line: 5, outcome: 'refused', problem: { code: 'input.malformed', field: 'mode' } },
    ])
  })
  test('sent again changes nothing', async () => {
    const s = await start()
    const first = await send(s)
    const second = await send(s)
    expect(second.map((r) => r.outcome)).toEqual(['known', 'refused', 'known', 'refused'])
    expect(second[2].eventIds).toEqual(first[2].eventIds)
    expect(await s.ledger.head()).toBe(1n)
  })
})
