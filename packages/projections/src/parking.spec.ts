import { LedgerError } from '@case-ledger/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { listParked } from './parking.ts'
import { plainDecode } from './testing/events.ts'
import { createFixture, type Fixture } from './testing/fixture.ts'
import { tallyProjection } from './testing/tally.ts'

let fixture: Fixture
let poisoned: boolean
/** Fails on the amount 13, until it is cured. */
const tally = tallyProjection((amount) => {
  if (poisoned && amount === 13) throw new TypeError('the name of 张三')
})
beforeEach(async () => {
  fixture = await createFixture()
  poisoned = true
})
afterEach(() => fixture.close())

const tallies = () => fixture.rows('select matter, n, total from tally_v1.tally order by matter')

describePostgres('an event that cannot be handled', () => {
  test.each([1, 3, 100])(
    'parks its partition and what follows there, nothing else (batches of %i)',
    async (maxBatch) => {
      await fixture.note('bad', 1, 13, 2)
      await fixture.note('good', 1, 2)
      await fixture.note('bad', 3)
      const runtime = fixture.runtime({ projections: [tally], maxBatch })
      await runtime.start()
      await runtime.settle()
      await fixture.note('bad', 4)
      await fixture.note('good', 4)
      await runtime.settle()
      expect(await tallies()).toEqual([
        { matter: 'bad', n: 1, total: 1 },
        { matter: 'good', n: 3, total: 7 },
      ])
      const parked = await listParked(fixture.pool, 'tally@1')
      expect(parked.map(({ partition, position }) => [partition, position])).toEqual([
        ['bad', 1n],
        ['bad', 2n],
        ['bad', 5n],
        ['bad', 6n],
      ])
      expect(parked.map(({ fault }) => fault !== null)).toEqual([true, false, false, false])
      expect(parked[0]?.fault).toMatch(/^TypeError at .*parking\.spec\.ts/)
      expect(parked[0]?.fault).not.toContain('张三')
      expect(await runtime.reader.parkedPartitions(tally)).toBe(1)
      expect(await runtime.reader.parkedEvents(tally, 'bad')).toBe(4)
    },
  )

  test('is handled with what followed it once the fault is gone, as if nothing had been', async () => {
    await fixture.note('bad', 1, 13, 2)
    const runtime = fixture.runtime({ projections: [tally] })
    await runtime.start()
    await runtime.settle()
    await expect(runtime.replay('tally@1', 'bad')).rejects.toThrow(TypeError)
    expect(await runtime.reader.parkedEvents(tally, 'bad')).toBe(2)
    poisoned = false
    expect(await runtime.replay('tally@1', 'bad')).toBe(2)
    await fixture.note('bad', 4)
    await runtime.settle()
    expect(await tallies()).toEqual([{ matter: 'bad', n: 4, total: 20 }])
    const digest = await runtime.digest('tally')
    await runtime.rebuild('tally')
    expect(await runtime.digest('tally')).toBe(digest)
  })

  test('is parked also when it cannot even be read', async () => {
    await fixture.note('bad', 1, 5)
    await fixture.note('good', 1)
    const runtime = fixture.runtime({
      projections: [tally],
      decode: (bytes) => {
        if (bytes.position === 1n)
          throw new LedgerError('ledger.corrupt_event', { values: { reason: 'unknown_version' } })
        return plainDecode(bytes)
      },
    })
    await runtime.start()
    await runtime.settle()
    const parked = await listParked(fixture.pool)
    expect(parked.map(({ partition, fault }) => [partition, fault])).toEqual([
      ['bad', 'ledger.corrupt_event unknown_version'],
    ])
    expect(await tallies()).toEqual([
      { matter: 'bad', n: 1, total: 1 },
      { matter: 'good', n: 1, total: 1 },
    ])
  })
})

describePostgres('a fault that passes', () => {
  test('parks nothing and is tried again', async () => {
    await fixture.note('M1', 1)
    let faults = 3
    const flaky = tallyProjection(() => {
      if (faults-- > 0)
        throw Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })
    })
    const told: string[] = []
    const runtime = fixture.runtime({
      projections: [flaky],
      onFault: (processor, fault) => told.push(processor + fault),
    })
    await runtime.start()
    await runtime.settle()
    expect(told).toHaveLength(3)
    expect(await listParked(fixture.pool)).toEqual([])
    expect(await tallies()).toEqual([{ matter: 'M1', n: 1, total: 1 }])
    expect((await runtime.status())[0]?.fault).toBeUndefined()
  })
})
