import { setTimeout as pause } from 'node:timers/promises'
import { judgeTally, startProjector } from '../load/projectors.ts'
import { judged, underLoad } from '../load/under-load.ts'
import { inWords } from '../load/writers.ts'
import type { Context, Outcome, Scenario } from '../scenario.ts'
import { debian15, embedded, type Flavour } from '../server/flavour.ts'

const KILLS = 50
const KILLS_15 = 15
const TARGETS = ['postmaster', 'server child', 'server child', 'writer', 'writer', 'projector'] as const
type Target = (typeof TARGETS)[number]

/** Kills at random moments under load: 16 writers, two projectors. */
const killAtRandom = (
  context: Context,
  flavour: Flavour,
  kills: number,
  targets: readonly Target[],
): Promise<Outcome> =>
  underLoad(flavour, {}, async (load) => {
    const { random, deadline, say } = context
    const { cluster, write, atEnd } = load
    const writers = await write()
    const projectors = [await startProjector(cluster.url())]
    if (!context.short) projectors.push(await startProjector(cluster.url()))
    atEnd(() => projectors.map((projector) => projector.kill('SIGKILL')))
    const killed = new Map<string, number>()
    const recoveries: number[] = []
    const strike: Record<Target, () => unknown> = {
      postmaster: async () => {
        cluster.killPostmaster()
        await cluster.start()
      },
      'server child': () => cluster.killChild(random),
      writer: () => writers.kill(),
      projector: async () => {
        projectors.shift()!.kill('SIGKILL')
        projectors.push(await startProjector(cluster.url()))
      },
    }
    while (recoveries.length < kills && !deadline.aborted) {
      await pause(random.between(20, 600))
      const target = random.oneOf(targets)
      const begun = performance.now()
      await strike[target]()
      await writers.progress(20)
      recoveries.push(performance.now() - begun)
      killed.set(target, (killed.get(target) ?? 0) + 1)
      say(`kill ${recoveries.length}: ${target}, writing again after ${recoveries.at(-1)!.toFixed(0)} ms`)
    }
    await writers.stop()
    for (const projector of projectors) await projector.stop()
    return judged(load, writers, cluster.url(), {
      faults: `kill -9: ${inWords(killed)}`,
      made: recoveries.length,
      wrong: await judgeTally(cluster.url()),
      note: `writing again after at most ${(Math.max(...recoveries) / 1000).toFixed(1)} s`,
    })
  })

export const kills: Scenario = {
  name: 'kills',
  short: true,
  run: async (context) =>
    killAtRandom(context, await embedded(), context.short ? 1 : KILLS, context.short ? ['postmaster'] : TARGETS),
}

export const kills15: Scenario = {
  name: 'kills-15',
  run: async (context) => {
    const flavour = debian15()
    return flavour
      ? killAtRandom(context, flavour, KILLS_15, TARGETS)
      : { server: 'PostgreSQL 15', skipped: 'not installed here' }
  },
}
