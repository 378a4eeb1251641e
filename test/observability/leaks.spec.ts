import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Principal } from '@case-ledger/access'
import { CONTRACTS } from '@case-ledger/contracts'
import { SAMPLE_FILE } from '@case-ledger/interchange'
import { defineProjection, defineReaction, listParked } from '@case-ledger/projections'
import { loadRulebook } from '@case-ledger/rulebook'
import {
  type App,
  collectionPath,
  createApp,
  createLog,
  createPool,
  deriveSecrets,
  migrateAll,
  mintToken,
  readConfig,
  type ServiceModule,
  startTelemetry,
  systemClock,
  throwAwayKeys,
  tokenVerifier,
} from '@case-ledger/service-kit'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SERVICES } from '../../packages/cli/src/services.ts'
import { ledger, until } from '../e2e/ledger-process.ts'
import { describePostgres, freshDatabase, type TestDatabase } from '../support/postgres.ts'
import { type Collector, startCollector } from './collector.ts'
import { malformedWith, PLANTED, plantedData, plantedIn } from './planted.ts'

const REGION = '440000/440300'
const SECRET = 'cd'.repeat(32)
const who = (agencyKind: Principal['agencyKind'], ...roles: Principal['roles']): Principal => ({
  ...{ kind: 'user', id: 'someone', agency: 'unit-7', region: REGION, level: 'city' },
  ...{ agencyKind, roles },
})
const OPERATOR = who('other', 'operator')
const PROCURATOR = who('procuratorate', 'chief_procurator', 'criminal_section')
const OFFICER = who('market_regulator', 'case_officer')

const EVENT_TYPES = CONTRACTS.flatMap((contract) => Object.keys(contract.events))
/** Work that fails over what it reads and repeats it: in a thrown message, in a database's, in one with a code of its own. */
const careless: ServiceModule = {
  name: 'careless',
  aggregates: [],
  projections: [
    defineProjection({
      ...{ name: 'careless-thrower', version: 1, reads: { types: EVENT_TYPES }, migrate: 'select 1' },
      handle: async (events) => {
        throw new TypeError(`cannot take ${JSON.stringify(events)}`)
      },
    }),
    defineProjection({
      ...{ name: 'careless-writer', version: 1, reads: { types: EVENT_TYPES }, migrate: 'select 1' },
      handle: async (events, db) => void (await db.query('select $1::integer', [JSON.stringify(events[0]?.data)])),
    }),
  ],
  reactions: () => [
    defineReaction({
      ...{ name: 'careless-reaction', reads: EVENT_TYPES, gives: [], startsAt: 'origin' },
      react: (event) => {
        throw Object.assign(new Error(JSON.stringify(event.data)), { code: 'E_CARELESS' })
      },
    }),
  ],
}

describePostgres('personal data', { timeout: 120_000 }, () => {
  let database: TestDatabase
  let folder: string
  let pool: Pool
  let collector: Collector
  let app: App
  let server: FastifyInstance
  let endTelemetry: () => Promise<void>
  const tokens = new Map<Principal, string>()
  const logged: string[] = []
  const refusals: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leaks-'))
    database = await freshDatabase()
    await migrateAll(database.connectionString)
    collector = await startCollector()
    const log = createLog('debug', { write: (line) => logged.push(line) })
    const config = readConfig({}, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint })
    endTelemetry = await startTelemetry(config, 'leaks', log)
    pool = createPool(database.connectionString)
    app = await createApp({
      ...{ modules: [...SERVICES, careless], pool, log, region: REGION },
      ...{ secrets: deriveSecrets(SECRET), rulebookDigest: loadRulebook().digest },
    })
    await app.processors.start()
    const keys = await throwAwayKeys()
    const options = { now: systemClock.now(), lifetime: { hours: 1 }, keyId: keys.keyId }
    for (const principal of [OPERATOR, PROCURATOR, OFFICER])
      tokens.set(principal, await mintToken(keys.signing, principal, options))
    const verify = tokenVerifier(keys.verifying, systemClock.now)
    server = await app.server({ verify, maxLag: 0, maxParked: 0 })
  })
  afterAll(async () => {
    await server?.close()
    await app?.close()
    await pool?.end()
    await collector?.close()
    await database?.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  let keys = 0
  /** Sends it and keeps the answer unless it is what a reader asked for. */
  const send = async (request: InjectOptions, principal: Principal = OPERATOR) => {
    keys += 1
    const headers = {
      authorization: `Bearer ${tokens.get(principal)}`,
      'idempotency-key': `${PLANTED[0].length}-${keys}`,
      ...request.headers,
    }
    const response = await server.inject({ ...request, headers })
    if (request.method === 'POST' || response.statusCode >= 400) refusals.push(response.body)
    return response
  }
  const report = { at: 'unknown', mode: 'report', provenance: { kind: 'paper_file', source: PLANTED[3] } }
  const said = { ...report, agency: 'unit-7', officers: [PLANTED[0]] }

  test('stays out of answers to commands, good and bad', async () => {
    let recorded = 0
    for (const contract of CONTRACTS.filter(({ service }) => service !== 'supervision')) {
      const collection = collectionPath(contract)
      const opener = Object.entries(contract.commands).find(([, command]) => command.opens)!
      const openUrl =
        Object.values(contract.commands).filter((command) => command.opens).length > 1
          ? `${collection}/${opener[0]}`
          : collection
      const data = plantedData(opener[1].data, 0)
      const opened = await send({ method: 'POST', url: openUrl, payload: { matter: 'M1', ...said, data } })
      expect([contract.aggregate, opened.statusCode, opened.json().problems]).toEqual([
        contract.aggregate,
        201,
        undefined,
      ])
      const one = opened.headers.location
      for (const [verb, { data: schema, opens }] of Object.entries(contract.commands)) {
        const url = opens ? openUrl : `${one}/${verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
        const target = opens ? { matter: `M-${verb}` } : {}
        for (let seed = 0; seed < 2; seed += 1) {
          const good = plantedData(schema, seed)
          const payload = { ...target, ...said, data: good }
          recorded += Number((await send({ method: 'POST', url, payload })).statusCode < 300)
        }
        const performed = { ...target, at: '2024-03-01', agency: 'unit-7', data: plantedData(schema, 1) }
        await send({ method: 'POST', url, payload: performed }, OFFICER)
        const bad = malformedWith(plantedData(schema, 0)).map((data): object => ({ ...target, ...said, data }))
        const badFrames = opens ? (malformedWith({ ...target, ...said, data: {} }) as object[]) : []
        await Promise.all([...bad, ...badFrames].map((payload) => send({ method: 'POST', url, payload })))
      }
    }
    expect(recorded).toBeGreaterThan(40)
    expect(leaking(refusals)).toEqual([])
  })

  test('stays out of answers about addresses, headers and bodies that nobody can read', async () => {
    const { paths } = (await server.inject('/openapi.json')).json() as { paths: Record<string, object> }
    const [value] = PLANTED
    const inAddress = encodeURIComponent(value)
    for (const path of [...Object.keys(paths), '/nowhere/{x}'])
      for (const method of ['GET', 'POST'] as const) {
        const url = `${path.replaceAll(/\{\w+\}/g, inAddress)}?status=${inAddress}&atLeast=${inAddress}&${inAddress}=1`
        for (const principal of [OFFICER, PROCURATOR])
          await send({ method, url, ...(method === 'POST' && { payload: { at: value } }) }, principal)
      }
    const url = '/intake/leads'
    const payload = { matter: 'M1', ...said, data: {} }
    const odd: Record<string, string>[] = [
      { authorization: `Bearer ${value}` },
      { 'if-match': value },
      { 'idempotency-key': value.repeat(300) },
      { 'content-type': value },
      { traceparent: value, tracestate: `x=${PLANTED[1]}`, baggage: `name=${PLANTED[2]}` },
    ]
    for (const headers of odd) await send({ method: 'POST', url, payload, headers: encoded(headers) })
    for (const body of [`{"at":"${value}`, value, `{"__proto__":{"x":"${value}"}}`, `{"${value}":NaN}`])
      await send({ method: 'POST', url, payload: body, headers: { 'content-type': 'application/json' } })
    await send({ method: 'GET', url: `/%E0%A4%A${PLANTED[2]}` })
    expect(leaking(refusals)).toEqual([])
  })

  test('stays out of what an import says of good and bad lines, over HTTP and on the command line', async () => {
    const lines = CONTRACTS.filter(({ service }) => service !== 'supervision').flatMap(
      ({ service, aggregate, commands }) =>
        Object.entries(commands).flatMap(([verb, { data: schema }]) => {
          const act = `${service}.${aggregate}.${verb}`
          const line = { v: 1, matter: `I-${aggregate}`, act, ...said, data: plantedData(schema, 2) }
          return [line, ...malformedWith(line).filter((_, n) => n % 7 === 0)].map((one) => JSON.stringify(one))
        }),
    )
    lines.push(...lines.slice(0, 20).map((line) => line.slice(0, -2)), PLANTED[0])
    const response = await send({
      ...{ method: 'POST', url: '/acts', payload: lines.join('\n') },
      headers: { 'content-type': 'application/x-ndjson' },
    })
    expect(response.body.match(/"recorded"/g)?.length).toBeGreaterThan(20)
    expect(leaking(response.body.split('\n'))).toEqual([])

    const files = { 'acts.jsonl': lines, 'cases.jsonl': plantedCases() }
    const env = { DATABASE_URL: database.connectionString, LEDGER_SECRET: SECRET, LOG_LEVEL: 'debug' }
    const imports = Object.entries(files).map(async ([name, content]) => {
      const file = join(folder, name)
      writeFileSync(file, content.map((line) => `${line}\n`).join(''))
      const { code, stdout, stderr } = await ledger(['import', file], { env })
      expect([name, code]).toEqual([name, 1])
      expect(leaking(`${stdout}\n${stderr}`.split('\n'))).toEqual([])
    })
    await Promise.all(imports)
    for (const facts of [`${PLANTED[0]} {"x":1`, JSON.stringify({ subject: PLANTED[1], [PLANTED[0]]: PLANTED[2] })]) {
      const file = join(folder, 'facts.json')
      writeFileSync(file, facts)
      const { code, stdout, stderr } = await ledger(['rules', 'check', file])
      expect([code, leaking([stdout, stderr])]).toEqual([1, []])
    }
  })

  test('stays out of the state of processors that fail over it, of logs, traces and figures', async () => {
    await until(async () => {
      const status = await app.processors.status()
      return status.filter((one) => one.processor.includes('careless') && one.parked > 0 && one.lag === 0).length === 3
    })
    const ready = await server.inject('/ready')
    expect(ready.statusCode).toBe(503)
    const parked = await listParked(pool)
    expect(parked.length).toBeGreaterThan(20)
    const state = JSON.stringify([await app.processors.status(), parked], (_, v) =>
      typeof v === 'bigint' ? String(v) : v,
    )
    expect(leaking([ready.body, state])).toEqual([])
    await app.processors.stop()
    await endTelemetry()
    const log = logged.join('')
    expect(log).toContain('"matter":"M1"')
    expect(log).toMatch(/"traceId":"[0-9a-f]{32}"/)
    expect(log).toContain('events of a partition set aside')
    expect(leaking(logged)).toEqual([])
    const sent = collector.raw.join('')
    expect(sent).toContain('handler.submit')
    expect(sent).toContain('case_ledger.handler.outcomes')
    expect(leaking(collector.raw)).toEqual([])
  })
})

/** The first texts that hold a planted value. */
const leaking = (texts: readonly string[]): string[] =>
  texts
    .filter((text) => plantedIn(text).length > 0)
    .slice(0, 10)
    .map((text) => text.slice(0, 600))

/** Headers are Latin-1 on the wire. */
const encoded = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, encodeURIComponent(value)]))

/** Published cases with planted texts in every field that is not read as a date or number, and some that are. */
const plantedCases = (): string[] =>
  readFileSync(SAMPLE_FILE, 'utf8')
    .trim()
    .split('\n')
    .slice(0, 3)
    .flatMap((line) => {
      const value = JSON.parse(line) as Record<string, unknown>
      return malformedWith(value)
        .slice(0, 25)
        .map((one) => JSON.stringify(one))
    })
