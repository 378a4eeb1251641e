import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { migrateAll } from '@case-ledger/service-kit'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledger } from '../e2e/ledger-process.ts'
import { describePostgres, freshDatabase, type TestDatabase } from '../support/postgres.ts'

/** Roles belong to the whole server, so that these have names of their own. */
const MARK = `t${randomBytes(4).toString('hex')}_`
const PASSWORD = randomBytes(8).toString('hex')
const script = (name: string) =>
  readFileSync(new URL(`../../infra/postgres/${name}`, import.meta.url), 'utf8').replaceAll('ledger_', MARK)

describePostgres('the database roles', { timeout: 60_000 }, () => {
  let database: TestDatabase
  const as = (role: string): string => {
    const url = new URL(database.connectionString)
    url.username = `${MARK}${role}`
    url.password = PASSWORD
    return url.href
  }
  const query = async (connectionString: string, sql: string) => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    return client.query(sql).finally(() => client.end())
  }
  const count = async (role: string, table: string) =>
    (await query(as(role), `select count(*)::int as n from ${table}`)).rows[0].n

  beforeAll(async () => {
    database = await freshDatabase()
    await query(database.connectionString, script('roles.sql'))
    for (const role of ['owner', 'app', 'reader'])
      await query(database.connectionString, `alter role ${MARK}${role} password '${PASSWORD}'`)
    await migrateAll(as('owner'))
    for (let time = 0; time < 2; time++) await query(as('owner'), script('grants.sql'))
    const imported = await ledger(['import', 'docs/examples/one-matter.acts.jsonl'], {
      env: { DATABASE_URL: as('app'), LEDGER_SECRET: 'ab'.repeat(32) },
    })
    expect(imported.code, imported.stderr).toBe(0)
  })
  afterAll(async () => {
    for (const role of ['reader', 'app', 'owner'].map((name) => MARK + name)) {
      await query(database.connectionString, `drop owned by ${role} cascade`)
      await query(database.connectionString, `drop role ${role}`)
    }
    await database.drop()
  })

  test('let the services append, seal, build read models and raise a finding', async () => {
    expect(await count('app', 'ledger.events')).toBeGreaterThan(4)
    expect(await count('app', 'privacy.subject_keys')).toBe(1)
    const { rows } = await query(as('app'), "select 1 from ledger.events where type = 'FindingRaised'")
    expect(rows).toHaveLength(1)
  })

  test.each([
    "update ledger.events set type = 'Other'",
    'delete from ledger.events',
    'truncate ledger.events',
    'delete from ledger.head',
    'delete from privacy.subject_keys',
    'drop table ledger.events',
    'create table ledger.mine ()',
  ])('let no service do: %s', async (sql) => {
    await expect(query(as('app'), sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('let the reader see events and read models, and neither keys nor a way to write', async () => {
    expect(await count('reader', 'ledger.events')).toBeGreaterThan(4)
    const { rows } = await query(
      as('reader'),
      "select schemaname || '.' || tablename as name from pg_tables where schemaname like 'matter_files%' or schemaname like 'matter-files%'",
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { name } of rows) {
      const [schema, table] = name.split('.')
      expect(await count('reader', `"${schema}"."${table}"`)).toBeGreaterThanOrEqual(0)
    }
    await expect(count('reader', 'privacy.subject_keys')).rejects.toThrow(/permission denied/)
    await expect(query(as('reader'), "update ledger.events set type = 'Other'")).rejects.toThrow(/permission denied/)
    await expect(query(as('reader'), 'create schema mine')).rejects.toThrow(/permission denied/)
  })
})
