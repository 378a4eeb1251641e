import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { digestOf } from './digest.ts'
import { createFixture, type Fixture } from './testing/fixture.ts'
import { tallyProjection } from './testing/tally.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await createFixture()
})
afterEach(() => fixture.close())

const notes = fc.array(fc.tuple(fc.constantFrom('M1', 'M2', 'M3'), fc.integer({ min: 0, max: 99 })), {
  minLength: 1,
  maxLength: 25,
})

describePostgres('a rebuild', () => {
  test('from nothing gives the same rows, whatever the order of events and the size of batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        notes,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 30 }),
        async (some, small, large) => {
          for (const [matter, amount] of some) await fixture.note(matter, amount)
          const live = fixture.runtime({ projections: [tallyProjection()], maxBatch: small })
          await live.start()
          await live.settle()
          const digest = await live.digest('tally')
          await live.stop()
          const again = fixture.runtime({ projections: [tallyProjection()], maxBatch: large })
          await again.start()
          await again.rebuild('tally')
          expect(await again.digest('tally')).toBe(digest)
          await again.stop()
        },
      ),
      { numRuns: 15 },
    )
  })

  test('replaces rows that were spoilt, beside a live view that goes on', async () => {
    const runtime = fixture.runtime({ projections: [tallyProjection()], maxBatch: 5 })
    await runtime.start()
    for (let n = 0; n < 50; n += 1) await fixture.note(`M${n % 7}`, n)
    await runtime.settle()
    const right = await runtime.digest('tally')
    await fixture.pool.query("update tally_v1.tally set total = total + 1 where matter = 'M3'")
    expect(await runtime.digest('tally')).not.toBe(right)
    await runtime.rebuild('tally')
    expect(await runtime.digest('tally')).toBe(right)
    expect((await runtime.status()).map(({ processor }) => processor)).toEqual(['tally@1'])
  })

  test('is never behind what readers of the live view have already seen', async () => {
    let headSeen: bigint | undefined
    const ledger = { ...fixture.ledger, head: async () => headSeen ?? fixture.ledger.head() }
    const runtime = fixture.runtime({ projections: [tallyProjection()], maxBatch: 1, ledger })
    await runtime.start()
    for (let n = 0; n < 40; n += 1) await fixture.note('M1', 1)
    await runtime.settle()
    // As if all of it was written after the rebuild had looked at the head.
    headSeen = -1n
    await runtime.rebuild('tally')
    expect(await fixture.rows('select n from tally_v1.tally')).toEqual([{ n: 40 }])
  })

  test('loses nothing of what is written while it runs', async () => {
    const runtime = fixture.runtime({ projections: [tallyProjection()], maxBatch: 5 })
    await runtime.start()
    const writing = (async () => {
      for (let n = 0; n < 300; n += 1) await fixture.note(`M${n % 7}`, 1)
    })()
    for (let i = 0; i < 3; i += 1) await runtime.rebuild('tally')
    await writing
    await runtime.settle()
    expect(await fixture.rows('select sum(n)::int as n, sum(total)::int as total from tally_v1.tally')).toEqual([
      { n: 300, total: 300 },
    ])
    expect(await fixture.rows('select count(*)::int as n from tally_v1.seen')).toEqual([{ n: 300 }])
  })
})

describePostgres('a digest', () => {
  test('depends on the rows, not on the order in which they were written', async () => {
    const build = async (schema: string, values: string) => {
      await fixture.pool.query(`create schema ${schema}; create table ${schema}.t (a text, b int, primary key (b, a));
        insert into ${schema}.t values ${values}`)
      return digestOf(fixture.pool, schema)
    }
    const one = await build('one', "('x', 1), ('Y', 1), ('z', 2)")
    expect(await build('two', "('z', 2), ('Y', 1), ('x', 1)")).toBe(one)
    expect(await build('three', "('z', 2), ('Y', 1), ('x', 3)")).not.toBe(one)
    await fixture.pool.query('create schema four; create table four.t (a text)')
    await expect(digestOf(fixture.pool, 'four')).rejects.toThrow(/no primary key/)
  })
})
