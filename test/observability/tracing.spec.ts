import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Principal } from '@case-ledger/access'
import { loadSigningKeys, migrateAll, mintToken, systemClock } from '@case-ledger/service-kit'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endAll, ledger, startService, until } from '../e2e/ledger-process.ts'
import { pickAddress } from '../e2e/served.ts'
import { describePostgres, freshDatabase, type TestDatabase } from '../support/postgres.ts'
import { type Collector, type Span, startCollector, startSilentCollector } from './collector.ts'

const ACTS = fileURLToPath(new URL('../../docs/examples/one-matter.acts.jsonl', import.meta.url))
const REGION = '440000/440300'
const REGULATOR = 'sz-market-regulator'
const POLICE = 'sz-police'
/** The caller's own trace, as a portal in front of us would send it. */
const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

describePostgres('a collector named by OTEL_EXPORTER_OTLP_ENDPOINT', { timeout: 60_000 }, () => {
  let folder: string
  let database: TestDatabase
  let collector: Collector
  let env: Record<string, string>
  let token: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tracing-'))
    const key = join(folder, 'key.pem')
    writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
    database = await freshDatabase()
    await migrateAll(database.connectionString)
    collector = await startCollector()
    env = {
      DATABASE_URL: database.connectionString,
      LEDGER_SECRET: 'ab'.repeat(32),
      LEDGER_SIGNING_KEY: key,
      LEDGER_REGION: REGION,
      PORT: '0',
    }
    const keys = await loadSigningKeys(key)
    const officer: Principal = {
      ...{ kind: 'user', id: 'officer', agency: REGULATOR, agencyKind: 'market_regulator' },
      ...{ roles: ['case_officer', 'head'], region: REGION, level: 'city' },
    } as const
    token = await mintToken(keys.signing, officer, {
      now: systemClock.now(),
      lifetime: { hours: 1 },
      keyId: keys.keyId,
    })
  })
  afterEach(endAll)
  afterAll(async () => {
    await collector?.close()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': url },
        ...headers,
      },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as { stream: string } }
  }
  const named = (name: string): Span[] => collector.spans.filter((span) => span.name === name)

  test('gets one trace from the request over the append to the reaction of another process, and links of projections', async () => {
    const traced = { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, OTEL_METRIC_EXPORT_INTERVAL: '200' }
    const services = ['referral', 'judicial-linkage'].map((name) => startService(name, traced))
    const [referral] = await Promise.all(services.map(async (s) => pickAddress(await s.noted('Server listening at'))))
    const transfers = `${referral}/referral/transfers`

    const report = { matter: 'T1', at: '2024-03-01', data: { kind: 'crime', team: ['甲', '乙'] } }
    const opened = await post(transfers, report)
    const one = `${transfers}/${opened.body.stream.replace('transfer-', '')}`
    await post(`${one}/decide`, { at: '2024-03-05', data: { approved: true } })
    const papers = ['transfer_letter', 'investigation_report', 'goods_list']
    const data = { kind: 'crime', to: POLICE, copyTo: 'sz-procuratorate', papers }
    const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`
    expect(await post(`${one}/dispatch`, { at: '2024-03-08', data }, { traceparent })).toMatchObject({ status: 200 })

    // Spans wait for the end; figures come at once and tell that the reaction has written.
    await until(() =>
      ['judicial-linkage case_ledger.append.duration', 'referral case_ledger.processor.lag'].every((name) =>
        collector.metrics.has(name),
      ),
    )
    for (const service of services) service.signal('SIGTERM')
    const ended = await Promise.all(services.map((service) => service.ended))
    expect(ended.map(({ code }) => code)).toEqual([0, 0])

    const trace = collector.spans.filter((span) => span.traceId === CALLER.traceId)
    const byId = new Map(trace.map((span) => [span.spanId, span]))
    const path = (span: Span | undefined): string[] =>
      span ? [...path(byId.get(span.parentSpanId ?? '')), `${span.service} ${span.name}`] : []
    const act = ['referral POST /referral/transfers/:id/dispatch', 'referral handler.submit']
    const reaction = [...act, 'judicial-linkage reaction', 'judicial-linkage handler.submit']
    const appends = trace.filter((span) => span.name === 'ledger.append').map(path)
    expect(appends.toSorted((a, b) => a.length - b.length)).toEqual([
      [...act, 'referral ledger.append'],
      [...reaction, 'judicial-linkage ledger.append'],
    ])
    expect(trace.find((span) => span.parentSpanId === CALLER.spanId)?.name).toMatch(/^POST /)
    expect(trace.find((span) => path(span).join() === act.join())?.attributes).toEqual({
      'case_ledger.act': 'referral.transfer.dispatch',
      'case_ledger.agency': REGULATOR,
      'case_ledger.matter': 'T1',
      'case_ledger.stream': opened.body.stream,
      'case_ledger.outcome': 'recorded',
    })
    expect(trace.find((span) => path(span).join() === `${act},referral ledger.append`)?.attributes).toMatchObject({
      'case_ledger.events': 1,
      'case_ledger.batch_size': 1,
    })

    const submit = trace.find((span) => path(span).join() === act.join())
    const linked = named('projection.batch').filter((span) => span.links.some((l) => l.spanId === submit?.spanId))
    expect(linked.map((span) => span.attributes['case_ledger.processor'])).toContain('referral-targets@1')
    expect([...collector.metrics].sort()).toEqual(
      expect.arrayContaining([
        'judicial-linkage case_ledger.processor.batch_size',
        'referral case_ledger.append.batch_size',
        'referral case_ledger.append.duration',
        'referral case_ledger.append.queue',
        'referral case_ledger.handler.outcomes',
        'referral case_ledger.processor.lag',
        'referral http.server.request.duration',
      ]),
    )
  })

  test('is not needed to know how things stand: `ledger status` says so in words and by its exit code', async () => {
    const status = () => ledger(['status'], { env })
    const well = await status()
    expect([well.code, well.stdout.split('\n')[0]]).toEqual([0, '就绪 ready'])
    const client = new pg.Client({ connectionString: database.connectionString })
    await client.connect()
    await client.query(
      `insert into projections.parked (processor, partition, position, stream, revision, event_id, type)
       values ('matter-index@1', 'T1', 0, 'transfer-x', 0, gen_random_uuid(), 'TransferReported')`,
    )
    await client.end()
    const ill = await status()
    expect(ill.code).toBe(1)
    expect(ill.stdout).toMatch(/^未就绪 not ready\n {2}matter-index@1: 搁置 1 个事件 1 events set aside/)
  })

  test('harms nobody when it is away or silent: the verb answers, is not slow to end, and says once what is lost', async () => {
    const silent = await startSilentCollector()
    const began = performance.now()
    const ended = await Promise.all(
      [silent.endpoint, 'http://127.0.0.1:1'].map((endpoint) =>
        ledger(['import', ACTS, '--json'], { env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } }),
      ),
    )
    expect(ended.map(({ code, stderr }) => [code, stderr.match(/collector/g)?.length])).toEqual([
      [0, 1],
      [0, 1],
    ])
    expect(performance.now() - began).toBeLessThan(20_000)
    await silent.close()
  })
})
