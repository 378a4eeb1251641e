import { startTestServer } from './support/postgres-server.ts'
import { createPostgresLedger, migrateLedger, canonicalBytes, eventId, streamName } from '@case-ledger/ledger'
const server = await startTestServer(['max_connections=50','listen_addresses=127.0.0.1'])
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
  console.log('bytes', one().events[0]!.header.length + one().events[0]!.data.length)
  for (const callers of [64, 64, 64, 64, 64, 16, 1, 16, 1]) {
    const appends = Array.from({ length: callers === 1 ? 3000 : 20000 }, one)
    let next = 0
    const t = performance.now()
    const lat: number[] = []
    await Promise.all(Array.from({ length: callers }, async () => {
      while (next < appends.length) { const s = performance.now(); const r = await ledger.append(appends[next++]!); lat.push(performance.now() - s); if (r.outcome !== 'appended') throw new Error(r.outcome) }
    }))
    lat.sort((a, b) => a - b)
    console.log(callers, Math.round(appends.length / (performance.now() - t) * 1000), '/s p50', lat[lat.length >> 1]!.toFixed(2), 'p99', lat[Math.floor(lat.length * .99)]!.toFixed(2))
  }
  let t = performance.now()
  let big = 0
  await Promise.all(Array.from({length: 4}, async (_, w) => { for (let i = 0; i < 50; i++) { const e = Array.from({length:100}, () => one().events[0]!); await ledger.append({stream: streamName('case', `big ${w} ${i}`), expected: 'no_stream', events: e}); big += 100 } }))
  console.log('100-event appends incl. encoding', Math.round(big / (performance.now() - t) * 1000), 'events/s')
  t = performance.now(); let c = 0
  for await (const r of ledger.readAll(-1n)) c++
  console.log('readAll', Math.round(c / (performance.now() - t) * 1000), '/s')
  t = performance.now(); c = 0
  for await (const r of ledger.readAll(-1n, { types: ['CaseFiled'] })) c++
  console.log('readAll by type', Math.round(c / (performance.now() - t) * 1000), '/s')
  await ledger.close()
} finally { await server.stop() }
