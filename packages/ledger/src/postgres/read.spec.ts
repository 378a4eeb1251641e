import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.ts'
import { migrateLedger } from './migrate.ts'
import { filteredPage } from './read.ts'

/** As many as make the planner think about it. */
const FILL = `
  insert into ledger.events (position, stream, revision, recorded_at, id, type, header, data)
  select n, 'case-' || n, 0, now(), gen_random_uuid(), 'T' || n % 5,
    convert_to(repeat('x', 300), 'UTF8'), convert_to(repeat('x', 200), 'UTF8') from generate_series(1, 20000) n`

describePostgres('a long log', () => {
  let database: TestDatabase
  let client: pg.Client
  beforeAll(async () => {
    database = await freshDatabase()
    await migrateLedger(database.connectionString)
    client = new pg.Client({ connectionString: database.connectionString })
    await client.connect()
    await client.query(FILL)
  })
  afterAll(async () => {
    await client?.end()
    await database?.drop()
  })

  test.each(['without statistics', 'with statistics'])('is not scanned for a filtered page, %s', async (which) => {
    if (which === 'with statistics') await client.query('analyze ledger.events')
    for (const column of ['type', 'category'] as const) {
      const { rows } = await client.query(`explain ${filteredPage(column)}`, [-1, 20_000, 100, ['T1', 'T2'], null])
      const scans = JSON.stringify(rows).match(/(Seq|Bitmap|Index)[A-Za-z ]* Scan [a-z_ ]+/g)
      expect(scans?.map((scan) => scan.replace('Only ', '').trim())).toEqual([
        `Index Scan using events_by_${column} on events e`,
        'Index Scan using events_pkey on events',
      ])
    }
  })
})
