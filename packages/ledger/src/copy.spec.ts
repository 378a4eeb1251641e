import { afterEach, describe, expect, test } from 'vitest'
import { type EventStoreServer, ownEventStore, startEventStore } from '../../../test/support/eventstore.ts'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../test/support/postgres.ts'
import { copyLedger } from './copy.ts'
import { openOn, targetOn } from './eventstore/testing/open.ts'
import { knownAt } from './known-at.ts'
import { createMemoryLedger } from './memory.ts'
import type { CopyTarget, Ledger, StoredBytes } from './port.ts'
import { createPostgresCopyTarget } from './postgres/copy-target.ts'
import { createPostgresLedger } from './postgres/ledger.ts'
import { migrateLedger } from './postgres/migrate.ts'
import { appendOf, appendOne, collect, freshStream, sampleEvents } from './suite/sample.ts'

type Store = { ledger: Ledger; target: CopyTarget }

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const newPostgres = async (): Promise<Store> => {
  const database: TestDatabase = await freshDatabase()
  await migrateLedger(database.connectionString)
  const ledger = await createPostgresLedger({ connectionString: database.connectionString })
  const target = createPostgresCopyTarget(database.connectionString)
  closers.push(database.drop, ledger.close, target.close)
  return { ledger, target }
}

const newEventStore = async (): Promise<Store> => {
  const server: EventStoreServer = await startEventStore('memory')
  const ledger = await openOn(server.url)
  const target = targetOn(server.url)
  closers.push(server.stop, ledger.close, target.close)
  return { ledger, target }
}

const KINDS = { PostgreSQL: newPostgres, ...(ownEventStore && { EventStoreDB: newEventStore }) }

/** Streams of several lengths, their events mingled. */
const fill = async (ledger: Ledger): Promise<void> => {
  const streams = Array.from({ length: 20 }, () => freshStream())
  for (const stream of streams) await ledger.append(appendOf(stream, 'no_stream', ...sampleEvents(1)))
  for (const [i, stream] of streams.entries()) await ledger.append(appendOf(stream, 0, ...sampleEvents(1 + i)))
}

/** All but the positions, bytes as text. */
const withoutPlaces = async (ledger: Ledger) =>
  (await collect(ledger.readAll(-1n))).flatMap((read) => {
    if (read.kind !== 'event') return []
    const { position: _, header, data, ...rest } = read.event
    return [{ ...rest, header: Buffer.from(header).toString(), data: Buffer.from(data).toString() }]
  })

describePostgres('copying a ledger', { timeout: 60_000 }, () => {
  describe.each(Object.entries(KINDS))('into %s', (_name, open) => {
    // A server takes seconds to start: one on either side will do.
    const sources = { PostgreSQL: newPostgres, ...(open === newPostgres && KINDS) }
    test.each(Object.entries(sources))(
      'from %s: the same events in the same order, recordedAt kept',
      async (_, from) => {
        const { ledger: source } = await from()
        await fill(source)
        const { ledger, target } = await open()
        const report = await copyLedger(source, ledger, target)
        expect(await withoutPlaces(ledger)).toEqual(await withoutPlaces(source))
        expect(report).toMatchObject({ events: 230, resumedAfter: 0, from: await source.incarnation() })
        expect(report.to).not.toBe(report.from)
        expect(await copyLedger(source, ledger, target)).toEqual({ ...report, resumedAfter: 230 })
      },
    )

    test('interrupted, goes on behind the last event copied', async () => {
      const source = memory()
      await fill(source)
      const { ledger, target } = await open()
      const stops: CopyTarget = {
        ...target,
        copy: async (events, name) => {
          await target.copy(events.slice(0, 101), name)
          throw new Error('killed')
        },
      }
      await expect(copyLedger(source, ledger, stops)).rejects.toThrow('killed')
      await appendOne(source)
      const report = await copyLedger(source, ledger, target)
      expect(report).toMatchObject({ events: 231, resumedAfter: 101 })
    })

    test('the copy goes on as a ledger of its own, and takes no more copies', async () => {
      const source = memory()
      await fill(source)
      const { ledger, target } = await open()
      await copyLedger(source, ledger, target)
      await appendOne(ledger)
      await expect(copyLedger(source, ledger, target)).rejects.toMatchObject({ code: 'ledger.copy_target_taken' })
    })

    test('a store that holds anything, or a copy of another ledger, is refused and left as it is', async () => {
      const { ledger, target } = await open()
      await appendOne(ledger)
      await expect(copyLedger(memory(), ledger, target)).rejects.toMatchObject({ code: 'ledger.copy_target_taken' })
      expect(await collect(ledger.readAll(-1n))).toHaveLength(1)
      const second = await open()
      await copyLedger(memory(), second.ledger, second.target)
      const other = memory('00000000-0000-4000-8000-000000000002')
      await expect(copyLedger(other, second.ledger, second.target)).rejects.toMatchObject({
        code: 'ledger.copy_target_taken',
      })
    })
  })

  test('a copy that does not equal its source is found out', async () => {
    const source = memory()
    await fill(source)
    const { ledger, target } = await newPostgres()
    const changed = (event: StoredBytes) => ({ ...event, recordedAt: '2024-05-01T00:00:00.999Z' })
    const careless: CopyTarget = { ...target, copy: (events, name) => target.copy(events.map(changed), name) }
    await expect(copyLedger(source, ledger, careless)).rejects.toMatchObject({ code: 'ledger.copy_differs' })
  })

  test('what was known is answered as in the source, also where recordedAt falls', async () => {
    const source = memory()
    const { ledger, target } = await newPostgres()
    for (let i = 0; i < 5; i++) await appendOne(source)
    const events = (await collect(source.readAll(-1n))).flatMap((read) => (read.kind === 'event' ? [read.event] : []))
    const late = '2024-05-01T00:00:10.000Z'
    await target.begin(await source.incarnation())
    await target.copy(
      events.map((event, i) => (i === 1 ? { ...event, recordedAt: late } : event)),
      await source.incarnation(),
    )
    expect(await knownAt(ledger, events[4]!.recordedAt)).toBe(0n)
    expect(await knownAt(ledger, late)).toBe(4n)
  })
})

const memory = (incarnation = '00000000-0000-4000-8000-000000000001'): Ledger => {
  let millisecond = Date.parse('2024-05-01T00:00:00.000Z')
  return createMemoryLedger({ incarnation, clock: { now: () => new Date(millisecond++).toISOString() } })
}
