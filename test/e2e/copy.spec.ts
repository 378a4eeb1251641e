import { type CopyReport, createPostgresLedger, type Ledger, migrateLedger } from '@case-ledger/ledger'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openOn } from '../../packages/ledger/src/eventstore/testing/open.ts'
import { appendOf, freshStream, sampleEvents } from '../../packages/ledger/src/suite/sample.ts'
import { ownEventStore, startEventStore } from '../support/eventstore.ts'
import { describePostgres, freshDatabase } from '../support/postgres.ts'
import { endAll, ledger, removeFolders, startLedger, until } from './ledger-process.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  endAll()
  for (const close of closers.splice(0).reverse()) await close()
})
afterAll(removeFolders)

type Store = { url: string; open(): Promise<Ledger> }

const postgres = async (): Promise<Store> => {
  const { connectionString, drop } = await freshDatabase()
  closers.push(drop)
  await migrateLedger(connectionString)
  return { url: connectionString, open: () => createPostgresLedger({ connectionString }) }
}

const eventStore = async (): Promise<Store> => {
  const { url, stop } = await startEventStore('memory')
  closers.push(stop)
  return { url, open: () => openOn(url) }
}

const TARGETS = { PostgreSQL: postgres, ...(ownEventStore && { EventStoreDB: eventStore }) }
const STREAMS = 60

const copy = (from: Store, to: Store) => ['copy', '--from', from.url, '--to', to.url, '--json']

describePostgres('ledger copy', { timeout: 120_000 }, () => {
  test.each(Object.entries(TARGETS))(
    'into %s: killed half-way and run again, moves everything once',
    async (_, open) => {
      const [from, to] = [await postgres(), await open()]
      const source = await from.open()
      for (let i = 0; i < STREAMS; i++) await source.append(appendOf(freshStream(), 'no_stream', ...sampleEvents(100)))
      const target = await to.open()
      closers.push(source.close, target.close)

      const first = startLedger(copy(from, to))
      await until(async () => (await target.head()) >= 0n)
      first.signal('SIGKILL')
      expect(await first.ended).toMatchObject({ signal: 'SIGKILL', stdout: '' })

      const second = await ledger(copy(from, to))
      expect(second.stderr).toBe('')
      const report = JSON.parse(second.stdout) as CopyReport
      expect(report.events).toBe(STREAMS * 100)
      expect(report.resumedAfter).toBeGreaterThan(0)
      expect(report.digest).toMatch(/^[0-9a-f]{64}$/)
      expect(report.from).toBe(await source.incarnation())
    },
  )

  test('a target that holds something else is refused by name', async () => {
    const [from, to] = [await postgres(), await postgres()]
    const target = await to.open()
    closers.push(target.close)
    await target.append(appendOf(freshStream(), 'no_stream', ...sampleEvents(1)))
    const ended = await ledger(copy(from, to))
    expect(ended.code).not.toBe(0)
    expect(ended.stderr).toContain('ledger.copy_target_taken')
    expect(await ledger(['copy', '--from', from.url, '--to', 'mysql://nowhere'])).toMatchObject({
      stderr: expect.stringContaining('--to'),
    })
  })
})
