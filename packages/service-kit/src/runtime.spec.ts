import { criminalCaseContract } from '@case-ledger/contracts'
import { defineProjection, defineReaction } from '@case-ledger/projections'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { act, defineAggregate } from './decider.ts'
import type { ReadyCheck } from './http/health.ts'
import type { ReactionAct, ServiceModule } from './module.ts'
import { testAct } from './testing/memory-kit.ts'
import { sampleTransfer } from './testing/sample-transfer.ts'
import { testLedgerDatabase } from './testing/test-app.ts'

const referral: ServiceModule = { name: 'referral', aggregates: [sampleTransfer] }

/** Opens a criminal case for every transfer sent. */
const criminalCase = defineAggregate<typeof criminalCaseContract, { opened: boolean }>({
  contract: criminalCaseContract,
  initial: { opened: false },
  evolve: () => ({ opened: true }),
  decide: Object.fromEntries(
    Object.keys(criminalCaseContract.commands).map((verb) => [
      verb,
      (c: unknown) => act().records('CriminalCaseOpened', c),
    ]),
  ) as never,
})
const judicial: ServiceModule = {
  name: 'judicial-linkage',
  aggregates: [criminalCase],
  reactions: () => [
    defineReaction<ReactionAct, { type: 'TransferDispatched'; data: { to: string } }>({
      name: 'open-for-transfer',
      reads: ['TransferDispatched'],
      gives: ['judicial-linkage.criminalCase.open'],
      startsAt: 'origin',
      react: ({ header, data }) => [
        {
          act: 'judicial-linkage.criminalCase.open',
          matter: header.matter!,
          agency: data.to,
          data: { route: 'admin_transfer', from: header.agency },
        },
      ],
    }),
  ],
}

describePostgres('modules composed on one database', () => {
  let database: Awaited<ReturnType<typeof testLedgerDatabase>>
  beforeEach(async () => {
    database = await testLedgerDatabase()
  })
  afterEach(() => database.drop())

  const transferSent = async ({ handler }: Awaited<ReturnType<typeof database.start>>) => {
    await handler.submit(testAct('referral.transfer.report', { kind: 'crime' }))
    await handler.submit(
      testAct('referral.transfer.dispatch', { kind: 'crime', to: 'sz-police', copyTo: 'sz-procuratorate' }),
    )
  }
  const typesIn = async ({ ledger }: Awaited<ReturnType<typeof database.start>>) => {
    const types = []
    for await (const read of ledger.readAll(-1n)) if (read.kind === 'event') types.push(read.event.type)
    return types
  }
  const ALL = ['TransferReported', 'TransferDispatched', 'CriminalCaseOpened']

  test('a reaction acts as its service, because of an event', async () => {
    const app = await database.start([referral, judicial])
    await app.processors.start()
    await transferSent(app)
    await app.processors.settle()
    expect(await typesIn(app)).toEqual(ALL)
    const events = []
    for await (const read of app.ledger.readAll(-1n))
      if (read.kind === 'event') events.push(await app.codec.decode(read.event))
    expect(events[2]?.header).toMatchObject({
      causationId: events[1]?.header.id,
      matter: 'M1',
      agency: 'sz-police',
      actor: { kind: 'service', id: 'service:judicial-linkage', agency: 'case-ledger' },
    })
    await app.close()
  })

  test('a service that was down reacts once it is back, and only once', async () => {
    const sender = await database.start([referral])
    await sender.processors.start()
    await transferSent(sender)
    for (const _ of [1, 2]) {
      const other = await database.start([judicial])
      await other.processors.start()
      await other.processors.settle()
      await other.close()
    }
    expect(await typesIn(sender)).toEqual(ALL)
    await sender.close()
  })

  test('an act finds its target in the service’s own index, though another process opened it', async () => {
    const [one, two] = [await database.start([referral]), await database.start([referral])]
    await one.processors.start()
    await two.handler.submit(testAct('referral.transfer.report', { kind: 'crime' }))
    const sent = testAct('referral.transfer.dispatch', { kind: 'crime', to: 'sz-police', copyTo: 'sz-procuratorate' })
    expect(await one.handler.submit(sent)).toMatchObject({ outcome: 'recorded', revision: 1 })
    await one.close()
    await two.close()
  })

  test('is ready while its clock agrees with the store’s and its processors keep up', async () => {
    const app = await database.start([referral])
    await app.processors.start()
    await app.processors.settle()
    const server = await app.server({ verify: () => Promise.reject(new Error()), maxLag: 0, maxParked: 0 })
    const ready = await server.inject('/ready')
    expect([ready.statusCode, ready.json().ready]).toEqual([200, true])
    await server.close()
    await app.close()
    const late = await database.start([referral], { clock: { now: () => '2020-01-01T00:00:00.000Z' } })
    const red = await (
      await late.server({ verify: () => Promise.reject(new Error()), maxLag: 0, maxParked: 0 })
    ).inject('/ready')
    expect(red.statusCode).toBe(503)
    expect(red.json().checks).toContainEqual(expect.objectContaining({ name: 'clock', ok: false }))
    await late.close()
  })

  test('an event set aside beyond the limit turns it red, in words; so does a processor not begun', async () => {
    const failing = defineProjection({
      ...{ name: 'failing', version: 1, reads: { types: ['TransferReported'] }, migrate: 'select 1' },
      handle: () => Promise.reject(new Error('never')),
    })
    const app = await database.start([{ ...referral, projections: [failing] }])
    const found = async (maxParked: number) => {
      const server = await app.server({ verify: () => Promise.reject(new Error()), maxLag: 0, maxParked })
      const { statusCode, body } = await server.inject('/ready')
      await server.close()
      const { checks } = JSON.parse(body) as { checks: ReadyCheck[] }
      expect(checks.map(({ ok }) => ok)).toEqual((await app.ready({ maxLag: 0, maxParked })).map(({ ok }) => ok))
      return [statusCode, checks.find(({ name }) => name === 'failing@1')]
    }
    expect(await found(0)).toMatchObject([503, { ok: false, detail: '尚未启动 not begun yet' }])
    await app.processors.start()
    await app.handler.submit(testAct('referral.transfer.report', { kind: 'crime' }))
    await app.processors.settle()
    const words = '搁置 1 个事件 1 events set aside in 1 partitions, 上限 limit 0'
    expect(await found(0)).toMatchObject([503, { ok: false, detail: words }])
    expect(await found(1)).toMatchObject([200, { ok: true }])
    await app.close()
  })
})
