import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.ts'
import type { Ledger, Read, StoredBytes } from '../port.ts'
import { createPostgresLedger } from '../postgres/ledger.ts'
import { migrateLedger } from '../postgres/migrate.ts'
import { collect, collectUntil, freshStream } from '../suite/sample.ts'
import { runFleet } from './fleet.ts'
import type { Answer, Job } from './job.ts'

const PROCESSES = 4
const WRITERS = 8
const APPENDS = 25
const TOTAL = PROCESSES * WRITERS * APPENDS

const eventsOf = (reads: readonly Read[]): StoredBytes[] =>
  reads.flatMap((read) => (read.kind === 'event' ? [read.event] : []))

const streamsOf = (events: readonly StoredBytes[]): StoredBytes[][] => [
  ...Map.groupBy(events, (event) => event.stream).values(),
]

/** Every event once, positions without a gap, no stream out of order. */
const expectWholeLog = (events: readonly StoredBytes[]) => {
  expect(events.map((event) => event.position)).toEqual(Array.from({ length: TOTAL }, (_, i) => BigInt(i)))
  expect(new Set(events.map((event) => event.id)).size).toBe(TOTAL)
  for (const stream of streamsOf(events)) expect(stream.map((e) => e.revision)).toEqual(stream.map((_, i) => i))
}

describePostgres(`${PROCESSES} processes × ${WRITERS} writers`, () => {
  let database: TestDatabase
  let ledger: Ledger
  beforeEach(async () => {
    database = await freshDatabase()
    await migrateLedger(database.connectionString)
    ledger = await createPostgresLedger({ connectionString: database.connectionString })
  })
  afterEach(async () => {
    await ledger?.close()
    await database?.drop()
  })

  const race = async (
    what: { kind: 'open' } | { kind: 'append'; appends: number },
    streams: readonly string[],
    onAnswer: (answers: readonly Answer[]) => void = () => {},
  ): Promise<Answer[]> => {
    const answers: Answer[] = []
    const { connectionString } = database
    const jobs = Array.from({ length: PROCESSES }, (_, process): Job => {
      return { connectionString, process, writers: WRITERS, streams, ...what }
    })
    await runFleet(jobs, (answer) => {
      answers.push(answer)
      onAnswer(answers)
    })
    return answers
  }

  test('race to open a stream: exactly one wins, all others get the actual revision', async () => {
    const streams = Array.from({ length: 20 }, () => freshStream())
    const answers = await race({ kind: 'open' }, streams)
    for (const stream of streams) {
      const about = answers.filter((answer) => answer.stream === stream)
      const won = about.filter((answer) => answer.outcome === 'appended')
      expect(about).toHaveLength(PROCESSES * WRITERS)
      expect(won).toHaveLength(1)
      for (const lost of about.filter((answer) => answer !== won[0]))
        expect(lost).toMatchObject({ outcome: 'conflict', revision: 0 })
      expect((await ledger.read(stream)).map((event) => event.id)).toEqual([won[0]?.id])
    }
  })

  test('append to 8 hot streams with honest retries: all that was acknowledged is there, once, as it was sent', async () => {
    const streams = Array.from({ length: 8 }, () => freshStream())
    const answers = await race({ kind: 'append', appends: APPENDS }, streams)
    const events = eventsOf(await collect(ledger.readAll(-1n)))
    expectWholeLog(events)
    const byId = new Map(events.map((event) => [event.id, event]))
    expect(answers).toHaveLength(TOTAL)
    for (const answer of answers) {
      const event = byId.get(answer.id)
      expect(event).toMatchObject({ stream: answer.stream, revision: answer.revision })
      expect(event?.position.toString()).toBe(answer.position)
      expect(Buffer.from(event!.data).toString('base64')).toBe(answer.data)
    }
    const times = events.map((event) => event.recordedAt)
    expect(times).toEqual([...times].sort())
  })

  test('readers started before, during and after the writers all see the same whole log', async () => {
    const stop = new AbortController()
    const readToEnd = () =>
      collectUntil(ledger.subscribe(-1n, undefined, stop.signal), (all) => all.length === TOTAL).then(eventsOf)
    const before = readToEnd()
    let during: Promise<StoredBytes[]> | undefined
    await race(
      { kind: 'append', appends: APPENDS },
      Array.from({ length: 8 }, () => freshStream()),
      (answers) => {
        if (answers.length > TOTAL / 4) during ??= readToEnd()
      },
    )
    const logs = await Promise.all([before, during!, readToEnd()])
    stop.abort()
    for (const log of logs) {
      expectWholeLog(log)
      expect(log.map((event) => event.id)).toEqual(logs[0].map((event) => event.id))
    }
  })
})
