import { setTimeout as pause } from 'node:timers/promises'
import { judgeTally, startProjector, withOnlooker } from '../load/projectors.ts'
import { judged, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { embedded } from '../server/flavour.ts'

const TAKEOVER_MS = 5_000
const ROUNDS = 4

/** The owner of a projection is paused under load; the standby takes over; the paused one wakes. */
export const pausedOwner: Scenario = {
  name: 'paused-owner',
  run: async ({ random, deadline }) =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write, atEnd } = load
      const writers = await write()
      const projectors = [await startProjector(cluster.url()), await startProjector(cluster.url())]
      atEnd(() => projectors.map((projector) => projector.kill('SIGKILL')))
      const wrong: string[] = []
      const takeovers: number[] = []
      await withOnlooker(cluster.url(), async (runtime) => {
        const owner = async () => {
          const [status] = await runtime.status()
          return projectors.find(({ pid }) => status?.owner?.includes(`:${pid}:`))
        }
        while (takeovers.length < ROUNDS && !deadline.aborted) {
          await pause(random.between(100, 900))
          const paused = await owner()
          if (!paused) continue
          paused.kill('SIGSTOP')
          const begun = performance.now()
          while ((await owner()) === paused) await pause(10)
          const took = performance.now() - begun
          takeovers.push(took)
          if (took > TAKEOVER_MS) wrong.push(`takeover took ${took.toFixed(0)} ms`)
          await pause(random.between(0, 300))
          paused.kill('SIGCONT')
          // It must stand by until the next round.
          await pause(600)
          if ((await owner()) === paused) wrong.push('a woken owner took its work back')
        }
      })
      await writers.stop()
      for (const projector of projectors) await projector.stop()
      wrong.push(...(await judgeTally(cluster.url())))
      return judged(load, writers, cluster.url(), {
        faults: 'SIGSTOP of the owner of a projection, SIGCONT after the takeover',
        made: takeovers.length,
        wrong,
        note: `takeover after at most ${(Math.max(...takeovers) / 1000).toFixed(1)} s`,
      })
    }),
}
