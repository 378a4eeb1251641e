import { LedgerError } from '@case-ledger/contracts'
import { createMemoryLedger } from '@case-ledger/ledger'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { createReader } from './reader.ts'
import { streamOf, testEvent } from './testing/events.ts'
import { createFixture, type Fixture } from './testing/fixture.ts'
import { tallyProjection } from './testing/tally.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await createFixture()
})
afterEach(() => fixture.close())

describePostgres('a runtime', () => {
  test('catches up with what was there and follows what comes', async () => {
    await fixture.note('M1', 1, 2)
    await fixture.note('M2', 10)
    const runtime = fixture.runtime({ projections: [tallyProjection()], maxBatch: 2 })
    await runtime.start()
    await runtime.settle()
    await fixture.note('M1', 4)
    await runtime.settle()
    expect(await fixture.rows('select * from tally_v1.tally order by matter')).toEqual([
      { matter: 'M1', n: 3, total: 7 },
      { matter: 'M2', n: 1, total: 10 },
    ])
    const owner = expect.stringContaining(`:${process.pid}:`)
    expect(await runtime.status()).toEqual([
      { processor: 'tally@1', owner, checkpoint: 3n, head: 3n, lag: 0, parked: 0, parkedPartitions: 0, refused: 0 },
    ])
  })

  test('goes on after a restart where it was', async () => {
    await fixture.note('M1', 1, 2)
    const first = fixture.runtime({ projections: [tallyProjection()] })
    await first.start()
    await first.settle()
    await first.stop()
    await fixture.note('M1', 4)
    const second = fixture.runtime({ projections: [tallyProjection()] })
    await second.start()
    await second.settle()
    expect(await fixture.rows('select * from tally_v1.tally')).toEqual([{ matter: 'M1', n: 3, total: 7 }])
  })

  test.each(['here', 'in another process'])(
    'a read waits for what was written, the view being built %s',
    async (where) => {
      const tally = tallyProjection()
      const runtime = fixture.runtime({ projections: [tally] })
      await runtime.start()
      const reader = where === 'here' ? runtime.reader : createReader(fixture.pool)
      for (let n = 1; n <= 20; n += 1) {
        const atLeast = await fixture.note('M1', 1)
        expect(await reader.rows(tally, { atLeast }, (schema) => `select n from ${schema}.tally`)).toEqual([{ n }])
      }
    },
  )

  test.each(['here', 'in another process'])('a read gives up in time, the view being built %s', async (where) => {
    const tally = tallyProjection()
    const runtime = fixture.runtime({ projections: [tally] })
    await runtime.start()
    const reader = where === 'here' ? runtime.reader : createReader(fixture.pool)
    await expect(reader.atLeast(tally, 0n, 30)).rejects.toThrow(LedgerError)
    await expect(reader.atLeast(tally, 0n, 30)).rejects.toMatchObject({ code: 'projection.not_caught_up' })
  })

  test('refuses to run on a schema older than itself', async () => {
    await fixture.pool.query('delete from projections.migrations')
    await expect(fixture.runtime({}).start()).rejects.toMatchObject({ code: 'run.schema_older' })
  })

  test('begins anew after the ledger was restored', async () => {
    await fixture.note('M1', 1)
    const before = fixture.runtime({ projections: [tallyProjection()] })
    await before.start()
    await before.settle()
    await before.stop()
    const restored = createMemoryLedger({ clock: { now: () => '2026-01-06T08:00:00.000Z' }, incarnation: 'another' })
    const other = testEvent({ id: 'other', type: 'Noted', matter: 'M9', data: { amount: 9 } })
    await restored.append({ stream: streamOf('M9'), expected: 'any', events: [other] })
    const after = fixture.runtime({ projections: [tallyProjection()], ledger: restored })
    await after.start()
    await after.settle()
    expect(await fixture.rows('select * from tally_v1.tally')).toEqual([{ matter: 'M9', n: 1, total: 9 }])
  })
})
