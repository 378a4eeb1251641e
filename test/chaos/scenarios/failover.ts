import { setTimeout as pause } from 'node:timers/promises'
import { judgeTally, startProjector } from '../load/projectors.ts'
import { judged, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { type Cluster, query } from '../server/cluster.ts'
import { embedded } from '../server/flavour.ts'
import { openProxy } from '../server/proxy.ts'

const untilSynchronous = async (primary: Cluster): Promise<void> => {
  const state = async () => (await query(primary.url(), 'select sync_state from pg_stat_replication'))[0]?.sync_state
  for (const begun = performance.now(); (await state()) !== 'sync'; await pause(50))
    if (performance.now() - begun > 20_000) throw new Error('the standby does not become synchronous')
}

/** The primary dies under load; its synchronous replica takes its place behind the same address. */
export const failover: Scenario = {
  name: 'failover',
  run: async () =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster: primary, write, atEnd } = load
      const replica = await primary.coldCopy()
      atEnd(replica.remove)
      await primary.start()
      await replica.startAsStandbyOf(primary)
      await query(primary.url(), "alter system set synchronous_standby_names = '*'")
      await query(primary.url(), 'select pg_reload_conf()')
      await untilSynchronous(primary)

      const proxy = await openProxy(primary.port)
      atEnd(proxy.close)
      const address = proxy.through(primary.url())
      const projector = await startProjector(address)
      atEnd(() => projector.kill('SIGKILL'))
      const writers = await write(address)
      await writers.progress(1_000)
      const begun = performance.now()
      primary.killPostmaster()
      await query(replica.url('postgres'), 'select pg_promote()')
      proxy.redirect(replica.port)
      await writers.progress(200)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      await writers.stop()
      await projector.stop()
      return judged(load, writers, replica.url(), {
        faults: 'kill -9 of the primary, promotion of its synchronous replica',
        made: 1,
        wrong: await judgeTally(replica.url()),
        note: `writing again after ${seconds} s, no restart`,
      })
    }),
}
