import { migrate } from '@case-ledger/ledger'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.ts'
import { countedBytes } from '../testing/events.ts'
import { keyStoreSuite } from '../testing/key-store-suite.ts'
import { createPostgresKeyStore, privacyMigrations } from './key-store.ts'

const MASTER = new Uint8Array(32).fill(3)
const SUBJECT = `s-${'c'.repeat(32)}`

describePostgres('PostgreSQL', () => {
  let database: TestDatabase
  let pool: pg.Pool
  const random = countedBytes()
  const store = (masterKey = MASTER) => createPostgresKeyStore({ pool, masterKey, random })

  beforeAll(async () => {
    database = await freshDatabase()
    await migrate(database.connectionString, privacyMigrations)
    pool = new pg.Pool({ connectionString: database.connectionString })
    // Dropping the database meets connections that are just being closed.
    pool.on('error', () => undefined)
  })
  afterAll(async () => {
    await pool?.end()
    await database?.drop()
  })

  keyStoreSuite('PostgreSQL', async () => {
    await pool.query('truncate privacy.subject_keys')
    return store()
  })

  test('holds no bare key', async () => {
    const key = (await store().keysFor([SUBJECT])).get(SUBJECT)!
    const { rows } = await pool.query('select wrapped from privacy.subject_keys where subject = $1', [SUBJECT])
    expect(rows[0].wrapped.includes(Buffer.from(key))).toBe(false)
  })

  test('says so when the master key is another, instead of giving wrong keys', async () => {
    await store().keysFor([SUBJECT])
    const other = store(new Uint8Array(32).fill(4))
    await expect(other.find([SUBJECT])).rejects.toMatchObject({ code: 'run.bad_configuration' })
  })

  test('a wrapped key moved to another subject does not open', async () => {
    const other = `s-${'d'.repeat(32)}`
    await store().keysFor([SUBJECT])
    await pool.query(
      'insert into privacy.subject_keys (subject, wrapped) select $1, wrapped from privacy.subject_keys where subject = $2',
      [other, SUBJECT],
    )
    await expect(store().find([other])).rejects.toMatchObject({ code: 'run.bad_configuration' })
  })

  test('destroying leaves no key in the row', async () => {
    await store().keysFor([SUBJECT])
    await store().destroy(SUBJECT)
    const { rows } = await pool.query('select wrapped, destroyed_at from privacy.subject_keys where subject = $1', [
      SUBJECT,
    ])
    expect(rows).toEqual([{ wrapped: null, destroyed_at: expect.any(Date) }])
  })
})

test('a master key that is not 32 bytes is refused at once', () => {
  const options = { pool: undefined as unknown as pg.Pool, masterKey: new Uint8Array(16), random: countedBytes() }
  expect(() => createPostgresKeyStore(options)).toThrow('run.bad_configuration')
})
