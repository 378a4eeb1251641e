import { setTimeout as pause } from 'node:timers/promises'
import type { Ledger } from '@case-ledger/ledger'
import { createRuntime, migrateProjections, type Runtime } from '@case-ledger/projections'
import { plainDecode } from '../../../packages/projections/src/testing/events.ts'
import { tallyProjection } from '../../../packages/projections/src/testing/tally.ts'
import { eventStoreSupply, ownEventStore, startEventStore } from '../../support/eventstore.ts'
import { type EventStoreNode, untilReady } from '../../support/eventstore-node.ts'
import { judgeStore } from '../judge.ts'
import { openLedger } from '../load/open-ledger.ts'
import { inWords, startWriters } from '../load/writers.ts'
import type { Scenario } from '../scenario.ts'
import { openCluster, openPool, query } from '../server/cluster.ts'
import { embedded } from '../server/flavour.ts'

const KILLS = 5
/** Writing goes on within this time of the leader's death. */
const AGAIN_MS = 5_000
const SETTLE_MS = 120_000

const leaderOf = async (nodes: readonly EventStoreNode[]): Promise<EventStoreNode> => {
  const states = await Promise.all(nodes.map((node) => node.state()))
  const leader = nodes[states.indexOf('leader')]
  if (!leader) throw new Error(`no leader: ${states}`)
  return leader
}

const eventsIn = async (ledger: Ledger): Promise<number> => {
  let count = 0
  for await (const read of ledger.readAll(-1n)) if (read.kind === 'event') count += 1
  return count
}

/** What is wrong with a tally that was kept all the while. */
const judgeTally = async (runtime: Runtime, ledger: Ledger, url: string): Promise<string[]> => {
  await runtime.settle(SETTLE_MS)
  const wrong: string[] = []
  const [row] = await query(url, 'select count(*)::int as seen from tally_v1.seen')
  const events = await eventsIn(ledger)
  if (row?.seen !== events) wrong.push(`the projection took ${row?.seen} of ${events} events`)
  const digest = await runtime.digest('tally')
  await runtime.rebuild('tally')
  if ((await runtime.digest('tally')) !== digest) wrong.push('the projection differs from a rebuild')
  return wrong
}

/** The leader of three nodes dies five times under 16 writers and a projection in PostgreSQL. */
export const eventStoreLeader: Scenario = {
  name: 'eventstore-leader',
  run: async ({ random, deadline, say }) => {
    if (!ownEventStore)
      return { server: 'EventStoreDB', skipped: `EVENTSTORE_HOME names no program (${eventStoreSupply()})` }
    const ends: (() => unknown)[] = []
    try {
      const cluster = await openCluster(await embedded())
      ends.push(cluster.remove)
      await migrateProjections(cluster.url())
      const store = await startEventStore('three nodes on disk')
      ends.push(store.stop)
      const ledger = await openLedger(store.url)
      const pool = openPool(cluster.url())
      const runtime = createRuntime({ pool, ledger, decode: plainDecode, projections: [tallyProjection()] })
      ends.push(
        () => pool.end(),
        () => ledger.close(),
        () => runtime.stop(),
      )
      await runtime.start()
      const writers = startWriters(store.url)
      ends.push(writers.stop)
      await writers.progress(200)
      const recoveries: number[] = []
      while (recoveries.length < KILLS && !deadline.aborted) {
        await pause(random.between(200, 2_000))
        const leader = await leaderOf(store.nodes)
        const begun = performance.now()
        await leader.kill()
        await writers.progress(200)
        recoveries.push(performance.now() - begun)
        say(`leader killed ${recoveries.length}: writing again after ${recoveries.at(-1)!.toFixed(0)} ms`)
        await untilReady(store.nodes)
        await writers.progress(200)
      }
      await writers.stop()
      const judgement = await judgeStore(writers.journal, store.url)
      const slowest = Math.max(...recoveries)
      return {
        server: 'EventStoreDB, 3 nodes on disk',
        faults: 'kill -9 of the leader, started again',
        made: recoveries.length,
        ...judgement,
        wrong: [
          ...judgement.wrong,
          ...writers.wrong,
          ...(await judgeTally(runtime, ledger, cluster.url())),
          ...(slowest > AGAIN_MS ? [`writing again only after ${(slowest / 1000).toFixed(1)} s`] : []),
        ],
        note: [`writing again after at most ${(slowest / 1000).toFixed(1)} s`, inWords(writers.refused)]
          .filter(Boolean)
          .join('; '),
      }
    } finally {
      for (const end of ends.reverse()) await end()
    }
  },
}
