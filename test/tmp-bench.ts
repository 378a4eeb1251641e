import { startTestServer } from './support/postgres-server.ts'
import { createPostgresLedger, migrateLedger, canonicalBytes, eventId, streamName, checkAppend } from '@case-ledger/ledger'
const server = await startTestServer(Object.fromEntries((process.argv[3] ?? '').split(',').filter(Boolean).map((x) => x.split('='))))
try {
  await migrateLedger(server.connectionString)
  const ledger = await createPostgresLedger({ connectionString: server.connectionString })
  let n = 0
  const one = () => {
    const c = `bench ${n++}`
    const id = eventId(c, 0)
    const header = canonicalBytes({ id, type: 'CaseFiled', schemaVersion: 1, commandId: c, commandHash: 'x'.repeat(64), matter: 'C008', agency: 'market-supervision', actor: { kind: 'user', id: 'u1', agency: 'market-supervision' }, mode: 'perform', occurredAt: { value: '2024-01-01', precision: 'day' }, basis: { rulebookDigest: 'y'.repeat(32) }, classification: 'M1', audience: ['police'] })
    const data = canonicalBytes({ number: '2024-001', cause: '销售侵犯注册商标专用权的商品', amount: 12345 })
    return { stream: streamName('case', c), expected: 'no_stream' as const, events: [{ id, type: 'CaseFiled', header, data }] }
  }
  for (const callers of process.argv[2]!.split(',').map(Number)) {
    const appends = Array.from({ length: callers === 1 ? 2000 : 20000 }, one)
    let next = 0
    const cpu = process.cpuUsage()
    const t = performance.now()
    const lat: number[] = []
    await Promise.all(Array.from({ length: callers }, async () => {
      while (next < appends.length) { const s = performance.now(); const r = await ledger.append(appends[next++]!); lat.push(performance.now() - s); if (r.outcome !== 'appended') throw new Error(r.outcome) }
    }))
    const ms = performance.now() - t
    const used = process.cpuUsage(cpu)
    lat.sort((a, b) => a - b)
    console.log(callers, Math.round(appends.length / ms * 1000), '/s p50', lat[lat.length >> 1]!.toFixed(2), 'p99', lat[Math.floor(lat.length * .99)]!.toFixed(2), 'node cpu', Math.round((used.user + used.system) / 10 / ms) + '%')
  }
  const a = Array.from({length: 20000}, one); const t = performance.now(); for (const x of a) checkAppend(x); console.log('check us', (performance.now() - t) / 20)
  await ledger.close()
} finally { await server.stop() }
