import { readFileSync } from 'node:fs'
import { canonicalBytes, migrateLedger } from '@case-ledger/ledger'
import pg from 'pg'
import { queryOf } from '../../packages/ledger/src/postgres/connection.ts'
import { sendBatch } from '../../packages/ledger/src/postgres/send-batch.ts'
import { startServer } from './database.ts'
import { newStream, sampleEvents } from './sample.ts'

const server = await startServer()
const url = await server.freshDatabase()
await migrateLedger(url)
const client = new pg.Client({ connectionString: url })
await client.connect()
const pid = (await client.query('select pg_backend_pid() as pid')).rows[0].pid
const ticks = () => {
  const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(f[11]) + Number(f[12])) * 10_000
}
await client.query('set synchronous_commit = local')
await client.query(
  `create table raw_events (like ledger.events including all); create sequence raw_position; alter table raw_events alter column position set default nextval('raw_position')`,
)
const MANY = `insert into raw_events (stream, revision, recorded_at, id, type, header, data)
  select $1, $2::integer + e.i - 1, now(), e.id, e.type, convert_to(e.header, 'UTF8'), convert_to(e.data, 'UTF8')
  from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) with ordinality e(id, type, header, data, i)`
for (const [appends, events] of [
  [1, 1],
  [16, 1],
  [64, 1],
  [512, 1],
  [1, 100],
  [4, 100],
  [64, 100],
] as const) {
  const n = Math.max(4, Math.ceil(12_000 / (appends * events) / (appends * events < 20 ? 6 : 1)))
  let node = 0,
    pgc = 0
  for (const turn of [0, 1]) {
    const batches = Array.from({ length: n }, () =>
      Array.from({ length: appends }, () => ({
        stream: newStream(),
        expected: 'no_stream' as const,
        events: sampleEvents(events).map(({ id, type, header, data }) => ({
          id,
          type,
          header: canonicalBytes(header),
          data: canonicalBytes(data),
        })),
      })),
    )
    const c = process.cpuUsage(),
      p = ticks()
    for (const b of batches) await sendBatch(queryOf(client), b, null)
    const u = process.cpuUsage(c)
    node = (u.user + u.system) / (n * appends * events)
    pgc = (ticks() - p) / (n * appends * events)
  }
  let rawline = ''
  if (appends === 1) {
    const batches = Array.from({ length: n }, () => sampleEvents(events))
    const c = process.cpuUsage(),
      p = ticks()
    for (const b of batches)
      await client.query(MANY, [
        newStream(),
        0,
        b.map((e) => e.id),
        b.map((e) => e.type),
        b.map((e) => JSON.stringify(e.header)),
        b.map((e) => JSON.stringify(e.data)),
      ])
    const u = process.cpuUsage(c)
    rawline = ` | raw node ${((u.user + u.system) / (n * events)).toFixed(1)} pg ${((ticks() - p) / (n * events)).toFixed(1)}`
  }
  console.log(`${appends} x ${events}: node ${node.toFixed(1)} us/event, pg ${pgc.toFixed(1)} us/event${rawline}`)
}
await client.end()
await server.stop()
