import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import { findBinaries } from './binaries.ts'
import { createCluster } from './cluster.ts'
import { askServer, connectionString } from './connect.ts'
import { type Layout, layoutOf } from './layout.ts'
import { readOwner, releaseLock, takeLock } from './owner-lock.ts'
import { choosePort } from './port.ts'
import { readPostmaster } from './postmaster-file.ts'
import { type FolderSecrets, openSecrets } from './secrets.ts'
import { LOOK_EVERY, startServer, stopServer } from './server.ts'
import { serverUser } from './server-user.ts'
import { watchServer } from './watch.ts'

/** What is being done, for whoever waits: `creating` happens once, `waiting` = another process starts or stops it. */
export type OpenStep = 'creating' | 'starting' | 'adopting' | 'attaching' | 'waiting'

export type OpenOptions = {
  onProgress?: (step: OpenStep) => void
  /** How long to wait for another process, in milliseconds. */
  patience?: number
}

export type Embedded = {
  connectionString: string
  /** Another process owns the database and stops it; ours to use until then. */
  attached: boolean
  secrets: FolderSecrets
  /** Stops the database when this process owns it; safe to call again. Everything that uses it is to be closed before. */
  stop(): Promise<void>
}

/**
 * Opens the embedded PostgreSQL of a data folder (D14): attaches to it where another process of ours owns it, adopts it
 * where its owner died, starts it (and makes it, in a new folder) where none runs.
 * @throws LedgerError `run.data_unwritable`, `run.data_in_use`, `run.database_broken`, `run.bad_configuration`,
 *   `run.not_supported`, each with a detail that names folder, process or log.
 */
export const openEmbedded = async (folder: string, options: OpenOptions = {}): Promise<Embedded> => {
  const { onProgress = () => undefined, patience = 30_000 } = options
  const layout = layoutOf(prepare(folder))
  const late = AbortSignal.timeout(patience)
  let told = false

  for (;;) {
    const own = takeLock(layout.lock)
    try {
      const ready = own ? await openAsOwner(layout, onProgress) : await attach(layout, onProgress)
      if (ready) return own ? owned(layout, ready) : { ...ready, attached: true, stop: async () => undefined }
    } catch (error) {
      if (own) releaseLock(layout.lock)
      throw error
    }
    if (late.aborted)
      throw inUse(layout, `process ${readOwner(layout.lock)?.pid} holds it, its database does not answer`)
    if (!told) onProgress('waiting')
    told = true
    await pause(LOOK_EVERY)
  }
}

type Ready = Pick<Embedded, 'connectionString' | 'secrets'>

const owned = (layout: Layout, ready: Ready): Embedded => {
  let stopped: Promise<void> | undefined
  const watch = watchServer(layout, () => startAgain(layout, ready))
  const stop = async () => {
    await watch.stop()
    await stopServer(layout)
    releaseLock(layout.lock)
  }
  return {
    ...ready,
    attached: false,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** On the port it had: its users know no other. */
const startAgain = async (layout: Layout, { connectionString: known }: Ready): Promise<void> => {
  const { postgres } = await findBinaries()
  await startServer(
    layout,
    postgres,
    Number(new URL(known).port),
    serverUser(layout.cluster, [layout.cluster, postgres]),
  )
}

const openAsOwner = async (layout: Layout, onProgress: (step: OpenStep) => void): Promise<Ready> => {
  let adopted = readPostmaster(layout.postmaster) !== undefined
  const secrets = openSecrets(layout.secrets, { mayCreate: !existsSync(layout.cluster) })
  if (adopted) onProgress('adopting')
  else await start(layout, secrets, onProgress)
  for (;;) {
    const server = readPostmaster(layout.postmaster)
    if (!server) {
      if (!adopted) throw new LedgerError('run.database_broken', { detail: `it stopped again (${layout.log})` })
      // It was on its way out when found.
      adopted = false
      await start(layout, secrets, onProgress)
      continue
    }
    const answer = server.ready ? await askServer(server.port, secrets.databasePassword, layout.cluster) : 'not_yet'
    if (answer === 'ours') return { connectionString: connectionString(server.port, secrets.databasePassword), secrets }
    if (answer === 'not_ours' && adopted)
      throw inUse(layout, `PostgreSQL ${server.pid} runs on it with another password`)
    if (answer === 'not_ours') {
      await stopServer(layout)
      throw new LedgerError('run.database_broken', { detail: `${layout.secrets} is not of this database` })
    }
    await pause(LOOK_EVERY)
  }
}

const start = async (layout: Layout, secrets: FolderSecrets, onProgress: (step: OpenStep) => void): Promise<void> => {
  const binaries = await findBinaries()
  const user = serverUser(layout.cluster, [layout.cluster, binaries.postgres])
  if (!existsSync(layout.cluster)) {
    onProgress('creating')
    await createCluster(layout.cluster, binaries.initdb, secrets.databasePassword, user)
  }
  onProgress('starting')
  await startServer(layout, binaries.postgres, await choosePort(layout.port), user)
}

/** The owner's database once it answers; undefined until then. */
const attach = async (layout: Layout, onProgress: (step: OpenStep) => void): Promise<Ready | undefined> => {
  const server = readPostmaster(layout.postmaster)
  if (!server?.ready) return undefined
  const secrets = openSecrets(layout.secrets, { mayCreate: false })
  const answer = await askServer(server.port, secrets.databasePassword, layout.cluster)
  if (answer === 'not_ours') throw inUse(layout, `PostgreSQL ${server.pid} runs on it with another password`)
  if (answer === 'not_yet') return undefined
  onProgress('attaching')
  return { connectionString: connectionString(server.port, secrets.databasePassword), secrets }
}

const inUse = ({ folder }: Layout, why: string) => new LedgerError('run.data_in_use', { detail: `${folder}: ${why}` })

/** @returns the folder's real path, made where it was not there. */
const prepare = (folder: string): string => {
  try {
    makeFolder(resolve(folder))
    accessSync(folder, constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new LedgerError('run.data_unwritable', { detail: `${folder} (${code})`, cause })
  }
}

/** Parents first. Not `recursive`: that never returns under /proc. */
const makeFolder = (folder: string): void => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
  }
}
