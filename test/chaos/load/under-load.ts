import { migrateLedger } from '@case-ledger/ledger'
import { migrateProjections } from '@case-ledger/projections'
import { judgeStore } from '../judge.ts'
import type { Outcome } from '../scenario.ts'
import { type Cluster, openCluster } from '../server/cluster.ts'
import type { Flavour } from '../server/flavour.ts'
import { inWords, startWriters, type Writers } from './writers.ts'

export type Load = {
  cluster: Cluster
  /** Starts writers; without `url` straight on the cluster. They are stopped at the end, whatever happens. */
  write(url?: string, writers?: number): Promise<Writers>
  /** Work to be done at the end, whatever happens; last first. */
  atEnd(work: () => unknown): void
}

/** A cluster with both schemas, under whatever load the work puts on it. */
export const underLoad = async <T>(
  flavour: Flavour,
  settings: Readonly<Record<string, string>>,
  work: (load: Load) => Promise<T>,
): Promise<T> => {
  const cluster = await openCluster(flavour, settings)
  const ends: (() => unknown)[] = [cluster.remove]
  try {
    await migrate(cluster.url())
    return await work({
      cluster,
      write: async (url = cluster.url(), count) => {
        const writers = startWriters(url, count)
        ends.push(writers.stop)
        await writers.progress(100)
        return writers
      },
      atEnd: (end) => ends.push(end),
    })
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

export const migrate = async (url: string): Promise<void> => {
  await migrateLedger(url)
  await migrateProjections(url)
}

/** Stops the writers and compares what they were told with a store: that of `url`. */
export const judged = async (
  { cluster }: Load,
  writers: Writers,
  url: string,
  about: Pick<Outcome, 'faults' | 'made'> & { wrong?: readonly string[]; note?: string },
): Promise<Outcome> => {
  await writers.stop()
  const judgement = await judgeStore(writers.journal, url)
  const notes = [about.note, inWords(writers.refused)].filter(Boolean)
  return {
    ...about,
    ...judgement,
    server: cluster.version,
    wrong: [...judgement.wrong, ...writers.wrong, ...(about.wrong ?? [])],
    ...(notes.length > 0 && { note: notes.join('; ') }),
  }
}
