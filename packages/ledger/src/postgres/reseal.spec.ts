import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.ts'
import type { Ledger } from '../port.ts'
import { appendOne, collectUntil } from '../suite/sample.ts'
import { createPostgresLedger } from './ledger.ts'
import { migrateLedger } from './migrate.ts'
import { resealLedger } from './reseal.ts'

describePostgres('a restored store', () => {
  let database: TestDatabase
  let ledger: Ledger
  let client: pg.Client
  beforeEach(async () => {
    database = await freshDatabase()
    await migrateLedger(database.connectionString)
    ledger = await createPostgresLedger({ connectionString: database.connectionString })
    client = new pg.Client({ connectionString: database.connectionString })
    await client.connect()
    for (let n = 0; n < 5; n += 1) await appendOne(ledger)
  })
  afterEach(async () => {
    await client?.end()
    await ledger?.close()
    await database?.drop()
  })

  /** Throws what ends the subscription. */
  const followFrom = (after: bigint) =>
    collectUntil(ledger.subscribe(after, undefined, new AbortController().signal), () => false)

  test('takes a new incarnation and keeps its events', async () => {
    const before = await ledger.incarnation()
    const { incarnation, events } = await resealLedger(database.connectionString)
    expect(events).toBe(5)
    expect(incarnation).not.toBe(before)
    expect(await ledger.incarnation()).toBe(incarnation)
    expect(await ledger.head()).toBe(4n)
  })

  test('wakes a sleeping reader, who does not go on as if nothing had been', async () => {
    const atHead = Promise.withResolvers<void>()
    const reads = ledger.subscribe(3n, undefined, new AbortController().signal)
    const reading = collectUntil(reads, () => {
      atHead.resolve()
      return false
    })
    await atHead.promise
    await Promise.all([
      expect(reading).rejects.toMatchObject({ code: 'ledger.restored' }),
      resealLedger(database.connectionString),
    ])
  })

  test('is noticed even where nobody resealed it: the head is before what was read', async () => {
    await client.query('delete from ledger.events where position > 2; update ledger.head set last_position = 2')
    await expect(followFrom(4n)).rejects.toMatchObject({ code: 'ledger.restored' })
  })

  test('that is not whole is refused, and keeps its incarnation', async () => {
    const before = await ledger.incarnation()
    await client.query('delete from ledger.events where position = 2')
    await expect(resealLedger(database.connectionString)).rejects.toMatchObject({ code: 'run.database_broken' })
    expect(await ledger.incarnation()).toBe(before)
  })
})
