import pg from 'pg'
import { expect, test } from 'vitest'
import { describePostgres, freshDatabase } from './postgres.ts'

describePostgres('a fresh database', () => {
  test('is PostgreSQL 15 or newer, empty, and gone after drop', async () => {
    const database = await freshDatabase()
    const client = new pg.Client({ connectionString: database.connectionString })
    await client.connect()
    const { rows } = await client.query(
      "select current_setting('server_version_num')::int as version, (select count(*)::int from pg_tables where schemaname not in ('pg_catalog', 'information_schema')) as tables",
    )
    await client.end()
    expect(rows[0].version).toBeGreaterThanOrEqual(150_000)
    expect(rows[0].tables).toBe(0)
    await database.drop()
    const late = new pg.Client({ connectionString: database.connectionString })
    await expect(late.connect()).rejects.toThrow(/does not exist/)
  })
})
