import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describePostgres, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.ts'
import type { Ledger } from '../port.ts'
import { appendOf, appendOne, collect, freshStream, idsOf, sampleEvent, taken } from '../suite/sample.ts'
import { queryOf } from './connection.ts'
import { createPostgresLedger } from './ledger.ts'
import { migrateLedger } from './migrate.ts'
import { sendBatch } from './send-batch.ts'

const CUT =
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

describePostgres('the append function', () => {
  let database: TestDatabase
  let ledger: Ledger
  let client: pg.Client
  beforeAll(async () => {
    database = await freshDatabase()
    await migrateLedger(database.connectionString, { settableClock: true })
    ledger = await createPostgresLedger({ connectionString: database.connectionString })
    client = new pg.Client({ connectionString: database.connectionString })
    await client.connect()
  })
  afterAll(async () => {
    await client?.end()
    await ledger?.close()
    await database?.drop()
  })
  const directOn = async (session: pg.Client, now: string | null = null) => {
    const append = appendOf(freshStream(), 'no_stream', sampleEvent())
    return taken((await sendBatch(queryOf(session), [append], now))[0]!)
  }
  const direct = (now: string | null = null) => directOn(client, now)

  /** Until some session waits for a lock, as long as `worthwhile`; asked outside any transaction, which would see no news. */
  const untilLockIsWaitedFor = async (worthwhile: () => boolean) => {
    const waiting =
      "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%ledger.append(%'"
    while (worthwhile() && (await client.query(waiting)).rowCount === 0);
  }

  test('refuses to run inside a longer transaction that has written', async () => {
    await client.query('begin')
    await client.query('create temporary table t (x integer)')
    await expect(direct()).rejects.toMatchObject({ code: '25001' })
    await client.query('rollback')
  })

  test('gives up waiting for a head that somebody holds from outside, and says so by its SQLSTATE', async () => {
    const signature = 'ledger.append(text[], integer[], integer[], uuid[], text[], integer[], bytea, timestamptz)'
    const { rows } = await client.query('select proconfig from pg_proc where oid = $1::regprocedure', [signature])
    expect(rows[0].proconfig).toContain('lock_timeout=5s')
    const holder = new pg.Client({ connectionString: database.connectionString })
    await holder.connect()
    try {
      await client.query(`alter function ${signature} set lock_timeout = '50ms'`)
      await holder.query('begin; select from ledger.head for update')
      await expect(direct()).rejects.toMatchObject({ code: '55P03' })
      await holder.query('rollback')
      await direct()
    } finally {
      await holder.end()
      await client.query(`alter function ${signature} set lock_timeout = '5s'`)
    }
  })

  test.each(['commit', 'rollback'])('a second session waits for the first, then goes on from its %s', async (end) => {
    const [first, second] = [1, 2].map(() => new pg.Client({ connectionString: database.connectionString }))
    try {
      await first!.connect()
      await second!.connect()
      await first!.query('begin')
      const ahead = await directOn(first!)
      let underWay = true
      const behind = directOn(second!).finally(() => {
        underWay = false
      })
      await untilLockIsWaitedFor(() => underWay)
      await first!.query(end)
      expect((await behind).firstPosition).toBe(ahead.firstPosition + (end === 'commit' ? 1n : 0n))
    } finally {
      await first!.end()
      await second!.end()
    }
  })

  test('commits to disk even where the database defaults to not waiting for it', async () => {
    await client.query('set synchronous_commit = off')
    await client.query('begin')
    await direct()
    expect((await client.query('show synchronous_commit')).rows[0].synchronous_commit).toBe('on')
    await client.query('rollback')
    await client.query('reset synchronous_commit')
  })

  test('never gives a time before the last one, whatever the clock does', async () => {
    const far = await direct('2999-01-01T00:00:00.123Z')
    expect(far).toMatchObject({ recordedAt: '2999-01-01T00:00:00.123Z' })
    expect(await direct('2000-01-01T00:00:00.000Z')).toMatchObject({ recordedAt: '2999-01-01T00:00:00.123Z' })
    expect(await direct()).toMatchObject({ recordedAt: '2999-01-01T00:00:00.123Z' })
  })

  test('gives times in UTC whatever the time zone of the session', async () => {
    await client.query("set timezone = 'Asia/Shanghai'; set datestyle = 'German'")
    expect(await direct('2999-02-01T00:00:00.000Z')).toMatchObject({ recordedAt: '2999-02-01T00:00:00.000Z' })
    await client.query('reset timezone; reset datestyle')
  })

  test('connections cut while appends are under way: each is stored once, and answered so', async () => {
    const after = await ledger.head()
    const writers = Array.from({ length: 8 }, () => Array.from({ length: 25 }, () => sampleEvent()))
    let writing = true
    const cutting = (async () => {
      for (let cutAt = after; writing; ) {
        const head = (await client.query('select last_position from ledger.head')).rows[0].last_position
        if (BigInt(head) === cutAt) continue
        cutAt = BigInt(head)
        await client.query(CUT)
      }
    })()
    await Promise.all(
      writers.map(async (events) => {
        for (const event of events) expect((await appendOne(ledger, event)).firstRevision).toBe(0)
      }),
    )
    writing = false
    await cutting
    const stored = idsOf(await collect(ledger.readAll(after)))
    expect(stored.sort()).toEqual(writers.flatMap((events) => events.map((e) => e.id)).sort())
  })

  test('a reader goes on through a cut connection', async () => {
    const after = await ledger.head()
    const stop = new AbortController()
    const reads = ledger.subscribe(after, undefined, stop.signal)[Symbol.asyncIterator]()
    const first = reads.next()
    const one = await appendOne(ledger)
    expect((await first).value).toMatchObject({ event: { position: one.firstPosition } })
    await client.query(CUT)
    const two = await appendOne(ledger)
    expect((await reads.next()).value).toMatchObject({ event: { position: two.firstPosition } })
    stop.abort()
  })

  test('a closed ledger says so', async () => {
    const closed = await createPostgresLedger({ connectionString: database.connectionString })
    const waiting = collect(closed.subscribe(await closed.head(), undefined, new AbortController().signal))
    const last = appendOne(closed)
    await closed.close()
    expect(taken(await last).firstRevision).toBe(0)
    await waiting
    await expect(appendOne(closed)).rejects.toMatchObject({ code: 'ledger.unavailable' })
    await expect(closed.head()).rejects.toMatchObject({ code: 'ledger.unavailable' })
  })
})
