import { setTimeout as pause } from 'node:timers/promises'
import { judgeTally, startProjector } from '../load/projectors.ts'
import { judged, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { embedded } from '../server/flavour.ts'
import { openProxy } from '../server/proxy.ts'

type Outage = { name: string; short?: true; mode: 'refused' | 'silent'; ms: number; shortMs: number; words: string }

const OUTAGES: readonly Outage[] = [
  { name: 'refused', short: true, mode: 'refused', ms: 30_000, shortMs: 1_000, words: 'connections refused' },
  { name: 'silent', mode: 'silent', ms: 20_000, shortMs: 1_000, words: 'the server answers nothing' },
]

/** The server is away for a while; writers and a projection go on by themselves. */
const outage = ({ name, short: cheap, mode, ms, shortMs, words }: Outage): Scenario => ({
  name,
  ...(cheap && { short: cheap }),
  run: async ({ short }) =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write, atEnd } = load
      const proxy = await openProxy(cluster.port)
      atEnd(proxy.close)
      const address = proxy.through(cluster.url())
      const projector = short ? undefined : await startProjector(address)
      atEnd(() => projector?.kill('SIGKILL'))
      const writers = await write(address)
      await proxy.set(mode)
      await pause(short ? shortMs : ms)
      await proxy.set('open')
      const again = await writers.progress(200)
      await writers.stop()
      await projector?.stop()
      return judged(load, writers, cluster.url(), {
        faults: `${words} for ${(short ? shortMs : ms) / 1000} s`,
        made: 1,
        wrong: await judgeTally(cluster.url()),
        note: `writing again ${(again / 1000).toFixed(1)} s after it was back, no restart`,
      })
    }),
})

export const outages: readonly Scenario[] = OUTAGES.map(outage)
