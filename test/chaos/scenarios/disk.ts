import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { judged, migrate, underLoad } from '../load/under-load.ts'
import type { Scenario } from '../scenario.ts'
import { query } from '../server/cluster.ts'
import { embedded } from '../server/flavour.ts'
import { openProxy } from '../server/proxy.ts'

const SMALL_DISK = '48m'
const LEFT_FREE = 1024 * 1024
const FULL_MS = 3_000

/** A small disk of its own; undefined where this user may mount none. */
const mountSmall = (): { folder: string; unmount(): void } | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'case-ledger-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  const unmount = () => {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  }
  return { folder, unmount }
}

/** The tables' disk fills up under load, stays full for a while, and gets room again. */
export const diskFull: Scenario = {
  name: 'disk-full',
  run: async () => {
    const disk = mountSmall()
    if (!disk) return { server: 'PostgreSQL', skipped: 'only root may mount a small disk' }
    try {
      return await underLoad(await embedded(), {}, async (load) => {
        const { cluster, write } = load
        const { uid, gid } = statSync(cluster.data)
        chownSync(disk.folder, uid, gid)
        await query(cluster.url(), `create tablespace small location '${disk.folder}'`)
        await query(cluster.url('postgres'), 'create database small tablespace small')
        await migrate(cluster.url('small'))
        const writers = await write(cluster.url('small'))
        const { bavail, bsize } = statfsSync(disk.folder)
        const ballast = join(disk.folder, 'ballast')
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - LEFT_FREE)))
        while (!writers.refused.has('ledger.unavailable')) await pause(20)
        await pause(FULL_MS)
        rmSync(ballast)
        const again = await writers.progress(200)
        return judged(load, writers, cluster.url('small'), {
          faults: 'disk of the tables full',
          made: 1,
          note: `writing again ${(again / 1000).toFixed(1)} s after there was room, no restart`,
        })
      })
    } finally {
      disk.unmount()
    }
  },
}

const MANY_WRITERS = 2_000
const MOST_MEMORY = 600 * 1024 * 1024
const SLOW_MS = 5_000

/** Every commit takes 100 ms longer and every packet 20 ms, with far more callers than it can serve. */
export const slowDisk: Scenario = {
  name: 'slow-disk',
  run: async () =>
    underLoad(await embedded(), { commit_delay: '100000', commit_siblings: '0' }, async (load) => {
      const { cluster, write, atEnd } = load
      const proxy = await openProxy(cluster.port)
      atEnd(proxy.close)
      proxy.delay(20)
      const writers = await write(proxy.through(cluster.url()), MANY_WRITERS)
      await pause(SLOW_MS)
      proxy.delay(0)
      await writers.progress(200)
      await writers.stop()
      const mebibytes = Math.round(writers.maxRss() / 1024 / 1024)
      return judged(load, writers, cluster.url(), {
        faults: `${MANY_WRITERS} callers, commits 100 ms and packets 20 ms slower`,
        made: 1,
        wrong: writers.maxRss() > MOST_MEMORY ? [`the writing process grew to ${mebibytes} MiB`] : [],
        note: `the writing process took at most ${mebibytes} MiB`,
      })
    }),
}
