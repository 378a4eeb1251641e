import { randomBytes } from 'node:crypto'
import { startServer } from './database.ts'
import { importActs } from './scenarios/import.ts'
import { actToFinding } from './scenarios/finding.ts'
import { appendScenarios } from './scenarios/append.ts'
import { newStream, sampleEvents } from './sample.ts'
import { timed } from './load.ts'
const server = await startServer()
const rounds = Number(process.argv[2] ?? 3), forMs = Number(process.argv[3] ?? 800)
const trees = { before: '/tmp/f3before', after: '/work/main' }
const us: any = {}, sys: any = {}
for (const [name, root] of Object.entries(trees)) {
  const L = await import(`${root}/packages/ledger/src/index.ts`)
  const url = await server.freshDatabase(); await L.migrateLedger(url)
  const ledger = await L.createPostgresLedger({ connectionString: url })
  us[name] = { name: 'case-ledger', append: async (stream: string, events: any[], expected: number) => (await ledger.append({ stream, expected: expected < 0 ? 'no_stream' : expected, events: events.map((e) => ({ id: e.id, type: e.type, header: L.canonicalBytes(e.header), data: L.canonicalBytes(e.data) })) })).outcome,
    readAll: async (types?: string[]) => { let n = 0; for await (const r of ledger.readAll(-1n, types && { types })) if (r.kind === 'event') n++; return n }, close: () => ledger.close() }
  for (let i = 0; i < 200; i++) await us[name].append(newStream(), sampleEvents(100, i * 100), -1)
}
const out = new Map<string, Record<string, number[]>>()
const put = (k: string, name: string, v: number) => { const r = out.get(k) ?? { before: [], after: [] }; r[name]!.push(v); out.set(k, r) }
for (let round = 0; round < rounds; round++) {
  for (const s of appendScenarios) for (const name of round % 2 ? ['after', 'before'] : ['before', 'after']) { const m = await s.run(us[name], forMs); put(s.name, name, m.perSecond); put(`${s.name} p99 ms`, name, m.p99) }
  for (const [k, types] of [['read all', undefined], ['read by type', ['PenaltyImposed']]] as const) for (const name of ['before', 'after']) put(k, name, (await timed(() => us[name].readAll(types))).perSecond)
}
for (const n of Object.keys(us)) await us[n].close()
for (const [name, root] of Object.entries(trees)) {
  const S = await import(`${root}/packages/service-kit/src/index.ts`), C = await import(`${root}/packages/cli/src/session.ts`)
  const url = await server.freshDatabase(); await S.migrateAll(url)
  sys[name] = await C.openSession(S.readConfig({}, { DATABASE_URL: url, LEDGER_SECRET: randomBytes(32).toString('hex'), LOG_LEVEL: 'error' }))
}
const I: any = {}
for (const [name, root] of Object.entries(trees)) I[name] = await import(`${root}/packages/cli/src/import-file.ts`)
import { writeActsFile } from './acts.ts'
for (let round = 0; round < rounds; round++) for (const name of round % 2 ? ['after', 'before'] : ['before', 'after']) {
  const system = sys[name]; const { app, operator } = system
  writeActsFile('/tmp/f3ab.jsonl', 250)
  const c = process.cpuUsage()
  put('import acts/s', name, (await timed(async () => (await I[name].importFile('/tmp/f3ab.jsonl', { handler: app.handler, importKey: app.importKey, processors: app.processors, principal: operator })).acts.recorded)).perSecond)
  await system.caughtUp()
  const u = process.cpuUsage(c); put('import node CPU ms/act', name, (u.user + u.system) / 1000 / 1000)
  // Follows live: acts one matter after another, processors not held.
  const f = await actToFinding(system, 25); put('act to finding p50 ms', name, f.p50); put('act to finding p99 ms', name, f.p99)
  const head = Number(await app.ledger.head()) + 1
  put('rebuild timeline events/s', name, (await timed(async () => { await app.processors.rebuild('matter-timeline'); return head })).perSecond)
}
const med = (v: number[]) => v.toSorted((a, b) => a - b)[v.length >> 1]!
for (const [k, { before, after }] of out) { const ratio = med(after!.map((a, i) => a / before![i]!)); console.log(k.padEnd(44), med(before!).toFixed(1).padStart(10), med(after!).toFixed(1).padStart(10), `${ratio.toFixed(2)}x`.padStart(9)) }
for (const n of Object.keys(sys)) await sys[n].close()
await server.stop()
