import { readdirSync } from 'node:fs'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.ts'
import { appendOne } from '../suite/sample.ts'
import { createPostgresLedger } from './ledger.ts'
import { ledgerMigrations, migrateLedger } from './migrate.ts'

const STEPS = readdirSync(ledgerMigrations.folder).sort()

describePostgres('ledger schema', () => {
  let database: TestDatabase
  let client: pg.Client
  beforeEach(async () => {
    database = await freshDatabase()
    client = new pg.Client({ connectionString: database.connectionString })
    await client.connect()
  })
  afterEach(async () => {
    await client.end()
    await database.drop()
  })
  const open = () => createPostgresLedger({ connectionString: database.connectionString })

  test('is brought forward once, also by several programs at once', async () => {
    const applied = await Promise.all([1, 2, 3].map(() => migrateLedger(database.connectionString)))
    expect(applied.flat()).toEqual(STEPS)
    expect(await migrateLedger(database.connectionString)).toEqual([])
  })

  test('older than the program is refused', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'run.schema_older' })
    await migrateLedger(database.connectionString)
    await client.query('delete from ledger.migrations where version = $1', [STEPS.length])
    await expect(open()).rejects.toMatchObject({ code: 'run.schema_older' })
  })

  test('one newer is tolerated, two are not', async () => {
    await migrateLedger(database.connectionString)
    const add = (version: number) =>
      client.query("insert into ledger.migrations (version, name) values ($1, 'later')", [version])
    await add(STEPS.length + 1)
    await (await open()).close()
    await add(STEPS.length + 2)
    await expect(open()).rejects.toMatchObject({ code: 'run.schema_newer' })
  })

  test('every store has an incarnation of its own', async () => {
    const other = await freshDatabase()
    const ledgers = []
    for (const { connectionString } of [database, other]) {
      await migrateLedger(connectionString)
      ledgers.push(await createPostgresLedger({ connectionString }))
    }
    const incarnations = await Promise.all(ledgers.map((ledger) => ledger.incarnation()))
    expect(new Set(incarnations).size).toBe(2)
    for (const ledger of ledgers) await ledger.close()
    await other.drop()
  })

  test('a clock can only be set in an empty store made for it', async () => {
    await migrateLedger(database.connectionString)
    const settable = { connectionString: database.connectionString, clock: { now: () => '2020-01-01T00:00:00.000Z' } }
    const refused = await createPostgresLedger(settable)
    await expect(appendOne(refused)).rejects.toThrow(/SQLSTATE 22023/)
    await refused.close()
    await migrateLedger(database.connectionString, { settableClock: true })
    const ledger = await createPostgresLedger(settable)
    expect((await appendOne(ledger)).recordedAt).toBe('2020-01-01T00:00:00.000Z')
    await ledger.close()
    await expect(migrateLedger(database.connectionString, { settableClock: true })).rejects.toThrow(/only an empty/)
  })
})
