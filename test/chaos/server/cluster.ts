import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createCluster } from '../../../packages/service-kit/src/embedded/cluster.ts'
import { connectionString } from '../../../packages/service-kit/src/embedded/connect.ts'
import { layoutOf } from '../../../packages/service-kit/src/embedded/layout.ts'
import { choosePort } from '../../../packages/service-kit/src/embedded/port.ts'
import { readPostmaster } from '../../../packages/service-kit/src/embedded/postmaster-file.ts'
import { startServer, stopServer } from '../../../packages/service-kit/src/embedded/server.ts'
import { serverUser } from '../../../packages/service-kit/src/embedded/server-user.ts'
import type { Random } from '../random.ts'
import type { Flavour } from './flavour.ts'

const PASSWORD = 'chaos'
const DATABASE = 'chaos'
/** A killed server's children hold its shared memory for a moment; PostgreSQL recovers as long as it needs. */
const START_PATIENCE_MS = 30_000

/** One PostgreSQL on its own folder, which may be killed, copied and started again. `fsync` is on, as everywhere but in tests. */
export type Cluster = {
  version: string
  port: number
  /** The database `chaos`, or another. */
  url(database?: string): string
  /** Settings for the next start, or for the next `reload`. */
  set(settings: Readonly<Record<string, string>>): void
  start(): Promise<void>
  /** Starts as a standby of `primary`, which this is a copy of, until promoted. */
  startAsStandbyOf(primary: Cluster): Promise<void>
  stop(): Promise<void>
  /** SIGKILL to the server's first process. */
  killPostmaster(): void
  /** SIGKILL to one of its children (a session, the checkpointer …); the server then throws all out and recovers. */
  killChild(random: Random): void
  /** Stops, copies the folder as a file back-up does, and gives the copy, not yet started. */
  coldCopy(extra?: Readonly<Record<string, string>>): Promise<Cluster>
  /** The folder of the data. */
  data: string
  remove(): Promise<void>
}

/** A pool that outlives its server. */
export const openPool = (url: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export const query = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const handle = (folder: string, flavour: Flavour, port: number): Cluster => {
  const layout = layoutOf(folder)
  const user = () => serverUser(layout.cluster, [layout.cluster, flavour.postgres])
  const pid = () => readPostmaster(layout.postmaster)?.pid
  const url = (database = DATABASE) => connectionString(port, PASSWORD, database)
  const cluster: Cluster = {
    version: '',
    port,
    url,
    data: layout.cluster,
    set: (settings) => {
      const file = join(layout.cluster, 'postgresql.auto.conf')
      const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`)
      writeFileSync(file, [readFileSync(file, 'utf8'), ...lines].join(''))
    },
    start: async () => {
      for (const begun = performance.now(); ; await pause(50)) {
        try {
          await startServer(layout, flavour.postgres, port, user())
          cluster.version ||= await versionOf(url('postgres'))
          return
        } catch (error) {
          if (performance.now() - begun > START_PATIENCE_MS) throw error
        }
      }
    },
    startAsStandbyOf: async (primary) => {
      const signal = join(layout.cluster, 'standby.signal')
      writeFileSync(signal, '')
      user().own(signal)
      cluster.set({ primary_conninfo: primary.url('postgres') })
      // A standby is `ready` by its own word only when it was promoted; until then its answer counts.
      startServer(layout, flavour.postgres, port, user()).catch(() => undefined)
      for (const begun = performance.now(); performance.now() - begun < START_PATIENCE_MS; await pause(50))
        if (await query(url('postgres'), 'select pg_is_in_recovery()').catch(() => undefined)) return
      throw new Error('the standby does not start')
    },
    stop: () => stopServer(layout),
    killPostmaster: () => {
      process.kill(pid()!, 'SIGKILL')
    },
    killChild: (random) => {
      const postmaster = pid()!
      const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ')
      kill(Number(random.oneOf(children)))
    },
    coldCopy: async (extra = {}) => {
      await cluster.stop()
      const folderOfCopy = newFolder()
      execFileSync('cp', ['-a', `${folder}/.`, folderOfCopy])
      const copied = layoutOf(folderOfCopy)
      rmSync(copied.port, { force: true })
      const copy = handle(folderOfCopy, flavour, await choosePort(copied.port))
      copy.version = cluster.version
      copy.set(extra)
      return copy
    },
    remove: async () => {
      await cluster.stop()
      // A killed server's children write a last word.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
  return cluster
}

/** The child may have ended by itself meanwhile. */
const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Then the next fault comes all the sooner.
  }
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'case-ledger-chaos-'))

const versionOf = async (url: string): Promise<string> => {
  const [row] = await query(url, "select split_part(current_setting('server_version'), ' ', 1) as version")
  return `PostgreSQL ${row!.version}`
}

/** A new, running cluster with an empty database. `place`: a folder of one's own for the data (a small disk). */
export const openCluster = async (
  flavour: Flavour,
  settings: Readonly<Record<string, string>> = {},
): Promise<Cluster> => {
  const folder = newFolder()
  const layout = layoutOf(folder)
  const user = serverUser(layout.cluster, [layout.cluster, flavour.postgres])
  await createCluster(layout.cluster, flavour.initdb, PASSWORD, user)
  const cluster = handle(folder, flavour, await choosePort(layout.port))
  cluster.set(settings)
  await cluster.start()
  await query(cluster.url('postgres'), `create database ${DATABASE}`)
  return cluster
}
