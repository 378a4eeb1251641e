import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { resealLedger } from '@case-ledger/ledger'
import { judgeStore } from '../judge.ts'
import { judgeTally, startProjector } from '../load/projectors.ts'
import { judged, type Load, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { type Cluster, openCluster } from '../server/cluster.ts'
import { debian15, embedded } from '../server/flavour.ts'

const run = promisify(execFile)

/** The moved store takes its new incarnation, its read models begin anew, and it is written on. */
const goOn = async ({ write }: Load, moved: Cluster): Promise<string[]> => {
  await resealLedger(moved.url())
  const wrong = await judgeTally(moved.url())
  const writers = await write(moved.url())
  await writers.stop()
  const { lost, doubled, ...later } = await judgeStore(writers.journal, moved.url())
  if (lost + doubled > 0) wrong.push(`in the new place ${lost} lost, ${doubled} doubled`)
  return [...wrong, ...later.wrong, ...writers.wrong]
}

/** Dump while it is written to, restore into a new cluster. */
export const dumpRestore: Scenario = {
  name: 'dump-restore',
  run: async ({ random }) => {
    const flavour = debian15()
    if (!flavour?.pgDump) return { server: 'PostgreSQL 15', skipped: 'no pg_dump here' }
    const { pgDump } = flavour
    return underLoad(flavour, {}, async (load) => {
      const { cluster, write, atEnd } = load
      const projector = await startProjector(cluster.url())
      atEnd(() => projector.kill('SIGKILL'))
      const writers = await write()
      cluster.killChild(random)
      await writers.progress(500)
      await writers.stop()
      // What is acknowledged from here on may be in the dump or not; all before must be.
      const during = await write()
      const file = join(dirname(cluster.data), 'dump.sql')
      await run(pgDump, ['--file', file, cluster.url()])
      await during.stop()
      const other = await openCluster(flavour)
      atEnd(other.remove)
      await run(join(dirname(pgDump), 'psql'), ['--quiet', '-v', 'ON_ERROR_STOP=1', '--file', file, other.url()])
      const wrong = await goOn(load, other)
      return judged(load, writers, other.url(), { faults: 'kill, dump under load, restore', made: 2, wrong })
    })
  },
}

export const fileBackup: Scenario = {
  name: 'file-backup',
  run: async () =>
    underLoad(await embedded(), {}, async (load) => {
      const { cluster, write, atEnd } = load
      const writers = await write()
      await writers.progress(500)
      await writers.stop()
      const copy = await cluster.coldCopy()
      atEnd(copy.remove)
      await copy.start()
      const wrong = await goOn(load, copy)
      return judged(load, writers, copy.url(), { faults: 'stop, copy the folder, start the copy', made: 1, wrong })
    }),
}
