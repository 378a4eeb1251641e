import { createPostgresLedger } from '@case-ledger/ledger'
import { createRuntime, listParked } from '@case-ledger/projections'
import { plainDecode } from '../../../packages/projections/src/testing/events.ts'
import { tallyProjection } from '../../../packages/projections/src/testing/tally.ts'
import { judgeTally, startProjector, withOnlooker } from '../load/projectors.ts'
import { judged, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { openPool } from '../server/cluster.ts'
import { embedded } from '../server/flavour.ts'

const POISON = 13
const SETTLE_MS = 60_000

/** Events that cannot be handled, under load; then cured and replayed. */
export const poison: Scenario = {
  name: 'poison-event',
  short: true,
  run: async () =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write, atEnd } = load
      let poisoned = true
      const tally = tallyProjection((amount) => {
        if (poisoned && amount === POISON) throw new TypeError('cannot be handled')
      })
      const pool = openPool(cluster.url())
      const ledger = await createPostgresLedger({ connectionString: cluster.url() })
      const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tally] })
      atEnd(() => pool.end())
      atEnd(ledger.close)
      atEnd(runtime.stop)
      await runtime.start()
      const writers = await write()
      await writers.progress(300)
      await writers.stop()
      await runtime.settle(SETTLE_MS)
      const wrong: string[] = []
      const parked = await listParked(pool, 'tally@1')
      const partitions = new Set(parked.map(({ partition }) => partition))
      const { rows } = await pool.query('select count(*)::int as n from tally_v1.seen')
      if (BigInt(rows[0].n + parked.length) !== (await ledger.head()) + 1n)
        wrong.push('an event is neither taken nor parked')
      const innocent = await pool.query(
        `select count(distinct stream)::int as n from ledger.events e where stream <> all($1) and not exists
         (select from tally_v1.seen s where s.position = e.position)`,
        [[...partitions]],
      )
      if (innocent.rows[0].n > 0) wrong.push(`${innocent.rows[0].n} other partitions were held up`)
      if (partitions.size === 0) wrong.push('nothing was parked')
      poisoned = false
      for (const partition of partitions) await runtime.replay('tally@1', partition)
      if ((await listParked(pool)).length > 0) wrong.push('something is still parked after the replay')
      await runtime.stop()
      wrong.push(...(await judgeTally(cluster.url())))
      return judged(load, writers, cluster.url(), {
        faults: 'events that a projection cannot handle',
        made: parked.filter(({ fault }) => fault !== null).length,
        wrong,
        note: `${partitions.size} partitions parked, listed and replayed; all others went on`,
      })
    }),
}

const REBUILDS = 3

/** Rebuilds beside a live projection under load, its owner being killed meanwhile. */
export const rebuild: Scenario = {
  name: 'rebuild-beside',
  run: async ({ random, deadline }) =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write, atEnd } = load
      const writers = await write()
      let live = await startProjector(cluster.url())
      atEnd(() => live.kill('SIGKILL'))
      let made = 0
      await withOnlooker(cluster.url(), async (runtime) => {
        await runtime.start()
        while (made < REBUILDS && !deadline.aborted) {
          const rebuilding = runtime.rebuild('tally')
          if (random.next() < 0.7) {
            live.kill('SIGKILL')
            live = await startProjector(cluster.url())
          }
          await rebuilding
          made += 1
        }
      })
      await writers.stop()
      await live.stop()
      return judged(load, writers, cluster.url(), {
        faults: 'rebuild beside the live view under load, its owner killed now and then',
        made,
        wrong: await judgeTally(cluster.url()),
      })
    }),
}
