import { expect, test } from 'vitest'
import { describePostgres, freshDatabase } from '../../../../test/support/postgres.ts'
import { appendOne, collectUntil } from '../suite/sample.ts'
import { createPostgresLedger } from './ledger.ts'
import { migrateLedger } from './migrate.ts'

describePostgres('a ledger with other writers', () => {
  test('wakes its sleeping reader for what another program appends', async () => {
    const { connectionString, drop } = await freshDatabase()
    await migrateLedger(connectionString)
    const [mine, other] = await Promise.all([0, 1].map(() => createPostgresLedger({ connectionString })))
    const stop = new AbortController()
    const first = Promise.withResolvers<void>()
    const reading = collectUntil(mine!.subscribe(-1n, undefined, stop.signal), (all) => {
      first.resolve()
      return all.length === 2
    })
    await appendOne(other!)
    await first.promise
    // The reader had the first and sleeps: nobody here appends or reads the head for it.
    await appendOne(other!)
    expect(await reading).toHaveLength(2)
    stop.abort()
    await Promise.all([mine!.close(), other!.close()])
    await drop()
  }, 15_000)
})
