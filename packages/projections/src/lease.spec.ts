import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createPostgresLedger, type Ledger, migrateLedger } from '@case-ledger/ledger'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { advance } from './advance.ts'
import { loadCheckpoint } from './checkpoint.ts'
import { decodeAll } from './decode.ts'
import { keepLeases } from './lease.ts'
import { claim } from './lease-claim.ts'
import { registerProjection } from './register.ts'
import { plainDecode, streamOf, testEvent } from './testing/events.ts'
import { createFixture, type Fixture } from './testing/fixture.ts'
import type { LeaseMessage } from './testing/lease-process.ts'
import { tallyProjection } from './testing/tally.ts'
import { projectionWork } from './work.ts'

const PROGRAM = fileURLToPath(new URL('testing/lease-process.ts', import.meta.url))
const TAKEOVER_MS = 5_000

const tally = tallyProjection()
let fixture: Fixture
let ledger: Ledger
const children: ChildProcess[] = []
beforeEach(async () => {
  fixture = await createFixture()
  await migrateLedger(fixture.pool.options.connectionString!)
  ledger = await createPostgresLedger({ pool: fixture.pool })
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await ledger.close()
  await fixture.close()
})

const heard = async (child: ChildProcess, wanted: LeaseMessage): Promise<void> => {
  for (;;) {
    const [message] = await once(child, 'message')
    if (message === wanted) return
  }
}
const start = async (): Promise<ChildProcess> => {
  const child = fork(PROGRAM, [fixture.pool.options.connectionString!], { execArgv: [] })
  children.push(child)
  await heard(child, 'ready')
  return child
}

let noted = 0
const note = async (amount: number): Promise<bigint> => {
  noted += 1
  const event = testEvent({ id: `lease-${noted}`, type: 'Noted', matter: `M${noted}`, data: { amount } })
  const result = await ledger.append({ stream: streamOf(`M${noted}`), expected: 'no_stream', events: [event] })
  return result.outcome === 'appended' ? result.lastPosition : -1n
}
/** This process runs nothing: it reads what others build. */
const onlooker = () => fixture.runtime({ projections: [tally], ledger })
const ownerPid = async () => Number((await onlooker().status())[0]?.owner?.split(':')[1])
const amounts = async () =>
  (await fixture.rows('select total from tally_v1.tally order by total')).map((row) => (row as { total: number }).total)
const msOf = async (work: Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work
  return performance.now() - begun
}

describePostgres('two processes with the same projection', () => {
  test('have one owner; when it is killed the other goes on at once', async () => {
    const first = await start()
    const second = await start()
    const { reader } = onlooker()
    await reader.atLeast(tally, await note(1))
    expect(await ownerPid()).toBe(first.pid)
    const gone = once(first, 'exit')
    first.kill('SIGKILL')
    await gone
    const position = await note(2)
    expect(await msOf(reader.atLeast(tally, position))).toBeLessThan(2_000)
    expect(await ownerPid()).toBe(second.pid)
    expect(await amounts()).toEqual([1, 2])
  })

  test('a clean stop hands over at once', async () => {
    const first = await start()
    const second = await start()
    first.send('stop')
    await heard(first, 'stopped')
    const position = await note(1)
    expect(await msOf(onlooker().reader.atLeast(tally, position))).toBeLessThan(1_000)
    expect(await ownerPid()).toBe(second.pid)
  })

  test('an owner paused in the middle of its work is replaced in time, and changes nothing when it wakes', async () => {
    const first = await start()
    const second = await start()
    await onlooker().reader.atLeast(tally, await note(1))
    const inside = heard(first, 'inside')
    const position = await note(13)
    await inside
    first.kill('SIGSTOP')
    expect(await msOf(onlooker().reader.atLeast(tally, position, 2 * TAKEOVER_MS))).toBeLessThan(TAKEOVER_MS)
    expect(await ownerPid()).toBe(second.pid)
    first.kill('SIGCONT')
    await onlooker().reader.atLeast(tally, await note(2))
    expect(await ownerPid()).toBe(second.pid)
    expect(await amounts()).toEqual([1, 2, 13])

    // It stands by again: now the other one goes, and it takes over.
    second.send('stop')
    await heard(second, 'stopped')
    await onlooker().reader.atLeast(tally, await note(3))
    expect(await ownerPid()).toBe(first.pid)
    expect(await amounts()).toEqual([1, 2, 3, 13])
  })
})

describePostgres('a standby', () => {
  test('settles and answers reads from what the owner has done, and tells of no fault', async () => {
    await start()
    const standby = onlooker()
    await standby.start()
    for (let n = 0; n < 20; n += 1) {
      const atLeast = await note(n)
      const rows = await standby.reader.rows(
        tally,
        { atLeast },
        (schema) => `select count(*)::int as n from ${schema}.seen`,
      )
      expect(rows).toEqual([{ n: n + 1 }])
    }
    await note(100)
    await standby.settle()
    expect(await fixture.rows('select count(*)::int as n from tally_v1.seen')).toEqual([{ n: 21 }])
    expect((await standby.status())[0]).toMatchObject({ lag: 0 })
    expect((await standby.status())[0]?.fault).toBeUndefined()
  })

  test('can rebuild beside the owner, who goes on', async () => {
    const owner = await start()
    const standby = onlooker()
    await standby.start()
    for (let n = 0; n < 20; n += 1) await note(n)
    await standby.settle()
    const digest = await standby.digest('tally')
    await fixture.pool.query('update tally_v1.tally set total = total + 1')
    await standby.rebuild('tally')
    expect(await standby.digest('tally')).toBe(digest)
    await standby.reader.atLeast(tally, await note(50))
    expect(await ownerPid()).toBe(owner.pid)
  })
})

describePostgres('a lease', () => {
  test('that changes hands ends the epoch: a batch begun before commits nothing', async () => {
    const work = projectionWork(tally)
    await registerProjection(fixture.pool, fixture.ledger, tally)
    await fixture.note('M1', 1, 2)
    const leases = await keepLeases(fixture.pool, [work.processor])
    const checkpoint = await loadCheckpoint(fixture.pool, work.processor, leases.owner)
    const [row] = (await fixture.rows('select owner, beat from projections.leases')) as {
      owner: string
      beat: string
    }[]
    const seen = { processor: work.processor, mine: false, gone: false, ...row! }
    expect(await claim(fixture.pool, 'another', { ...seen, beat: '-1' })).toBe(false)
    expect(await loadCheckpoint(fixture.pool, work.processor, leases.owner)).toEqual(checkpoint)
    expect(await claim(fixture.pool, 'another', seen)).toBe(true)
    const items = await decodeAll(await fixture.ledger.read(streamOf('M1')), plainDecode, work.partition)
    const late = advance(fixture.pool, work, checkpoint, items, 1n)
    await expect(late).rejects.toMatchObject({ code: 'projection.taken_over' })
    const again = loadCheckpoint(fixture.pool, work.processor, leases.owner)
    await expect(again).rejects.toMatchObject({ code: 'projection.taken_over' })
    await leases.stop()
  })
})
