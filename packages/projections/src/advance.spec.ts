import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { advance } from './advance.ts'
import { fence, loadCheckpoint } from './checkpoint.ts'
import { decodeAll } from './decode.ts'
import { registerProjection } from './register.ts'
import { plainDecode, streamOf } from './testing/events.ts'
import { createFixture, type Fixture } from './testing/fixture.ts'
import { tallyProjection } from './testing/tally.ts'
import { inTransaction } from './transaction.ts'
import { projectionWork } from './work.ts'

let fixture: Fixture
const tally = tallyProjection()
const work = projectionWork(tally)
beforeEach(async () => {
  fixture = await createFixture()
  await registerProjection(fixture.pool, fixture.ledger, tally)
  await fixture.note('M1', 1, 2)
})
afterEach(() => fixture.close())

const events = async () => decodeAll(await fixture.ledger.read(streamOf('M1')), plainDecode, work.partition)
const tallies = () => fixture.rows('select matter, n, total from tally_v1.tally')
const oneTallied = [{ matter: 'M1', n: 2, total: 3 }]

describePostgres('a batch', () => {
  test('of an owner who was overtaken leaves no row', async () => {
    const checkpoint = await loadCheckpoint(fixture.pool, work.processor)
    await advance(fixture.pool, work, checkpoint, await events(), 1n)
    const late = advance(fixture.pool, work, checkpoint, await events(), 1n)
    await expect(late).rejects.toMatchObject({ code: 'projection.taken_over' })
    expect(await tallies()).toEqual(oneTallied)
    expect((await loadCheckpoint(fixture.pool, work.processor)).position).toBe(1n)
  })

  test('of an owner whose epoch has ended leaves no row, though the position is still the same', async () => {
    const checkpoint = await loadCheckpoint(fixture.pool, work.processor)
    await inTransaction(fixture.pool, undefined, (db) => fence(db, work.processor))
    const late = advance(fixture.pool, work, checkpoint, await events(), 1n)
    await expect(late).rejects.toMatchObject({ code: 'projection.taken_over' })
    expect(await tallies()).toEqual([])
  })

  test('worked on by two owners at once is taken once, and the loser takes nothing for poison', async () => {
    const checkpoint = await loadCheckpoint(fixture.pool, work.processor)
    const items = await events()
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => advance(fixture.pool, work, checkpoint, items, 1n)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await tallies()).toEqual(oneTallied)
    expect(await fixture.rows('select * from projections.parked')).toEqual([])
  })
})
