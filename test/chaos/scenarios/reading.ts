import { setTimeout as pause } from 'node:timers/promises'
import { createPostgresLedger, resealLedger } from '@case-ledger/ledger'
import { createRuntime, migrateProjections } from '@case-ledger/projections'
import pg from 'pg'
import { queryOf } from '../../../packages/ledger/src/postgres/connection.ts'
import { sendBatch } from '../../../packages/ledger/src/postgres/send-batch.ts'
import { appendOf, freshStream } from '../../../packages/ledger/src/suite/sample.ts'
import { plainDecode, testEvent } from '../../../packages/projections/src/testing/events.ts'
import { tallyProjection } from '../../../packages/projections/src/testing/tally.ts'
import { judged, type Load, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { openPool, query } from '../server/cluster.ts'
import { embedded } from '../server/flavour.ts'
import { openProxy } from '../server/proxy.ts'

/** Longer than an append waits for its turn, so that errors are met too. */
const OPEN_MS = 15_000

/** Follows from the start; tells what it met out of order. */
const startReader = async ({ cluster, atEnd }: Load) => {
  const ledger = await createPostgresLedger({ connectionString: cluster.url() })
  const stop = new AbortController()
  const wrong: string[] = []
  let next = 0n
  const reading = (async () => {
    for await (const read of ledger.subscribe(-1n, undefined, stop.signal)) {
      if (read.kind !== 'event') continue
      if (read.event.position !== next) wrong.push(`a reader met ${read.event.position} where ${next} was due`)
      next = read.event.position + 1n
    }
  })()
  atEnd(ledger.close)
  return {
    wrong,
    /** Everything up to the head was read. */
    end: async () => {
      const head = await ledger.head()
      while (next <= head) await pause(5)
      stop.abort()
      await reading
    },
  }
}

/** An append in a transaction that is left open, then rolled back: its positions are given to others. */
export const openTransaction: Scenario = {
  name: 'open-transaction',
  run: async () =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write } = load
      const reader = await startReader(load)
      const writers = await write()
      const client = new pg.Client({ connectionString: cluster.url() })
      await client.connect()
      await client.query('begin')
      const event = testEvent({ id: 'never', type: 'Noted', data: { amount: 1 } })
      await sendBatch(queryOf(client), [appendOf(freshStream(), 'no_stream', event)], null)
      await pause(OPEN_MS)
      await client.query('rollback')
      await client.end()
      await writers.progress(200)
      await writers.stop()
      await reader.end()
      return judged(load, writers, cluster.url(), {
        faults: `a transaction with an append stays open ${OPEN_MS / 1000} s, then is rolled back`,
        made: 1,
        wrong: reader.wrong,
      })
    }),
}

/** The server's clock is an hour behind what was recorded before. */
export const clockBack: Scenario = {
  name: 'clock-set-back',
  run: async () =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write } = load
      const writers = await write()
      await query(cluster.url(), "update ledger.head set last_recorded_at = clock_timestamp() + interval '1 hour'")
      await writers.progress(200)
      return judged(load, writers, cluster.url(), {
        faults: 'recorded times an hour ahead of the clock',
        made: 1,
        note: 'recordedAt never falls',
      })
    }),
}

/** An older copy takes the store's place while a projection runs whose rows stand elsewhere. */
export const restoredStore: Scenario = {
  name: 'restored-store',
  run: async () =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write, atEnd } = load
      await (await write()).stop()
      const backup = await cluster.coldCopy()
      atEnd(backup.remove)
      await backup.start()
      await cluster.start()
      const proxy = await openProxy(cluster.port)
      atEnd(proxy.close)
      await query(cluster.url('postgres'), 'create database views')
      await migrateProjections(cluster.url('views'))
      const pool = openPool(cluster.url('views'))
      const ledger = await createPostgresLedger({ connectionString: proxy.through(cluster.url()) })
      const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tallyProjection()] })
      atEnd(() => pool.end())
      atEnd(ledger.close)
      atEnd(runtime.stop)
      await runtime.start()
      await (await write()).stop()
      await runtime.settle()

      proxy.redirect(backup.port)
      await resealLedger(backup.url())
      const writers = await write(backup.url())
      await writers.progress(300)
      await writers.stop()
      await runtime.settle(30_000)
      const wrong: string[] = []
      const [seen] = (await pool.query('select count(*)::int as n, max(position)::int as last from tally_v1.seen')).rows
      if (seen.n !== seen.last + 1 || BigInt(seen.last) !== (await ledger.head()))
        wrong.push(`the view holds ${seen.n}`)
      const digest = await runtime.digest('tally')
      await runtime.rebuild('tally')
      if ((await runtime.digest('tally')) !== digest) wrong.push('the view mixes two lives of the store')
      return judged(load, writers, backup.url(), {
        faults: 'an older copy in the store’s place, resealed, under a running projection',
        made: 1,
        wrong,
      })
    }),
}
