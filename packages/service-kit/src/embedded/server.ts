import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import { CLEAN_ENVIRONMENT } from './cluster.ts'
import type { Layout } from './layout.ts'
import { type Postmaster, readPostmaster } from './postmaster-file.ts'
import type { ServerUser } from './server-user.ts'

/** How often the server's own word on its state is looked at, in milliseconds. */
export const LOOK_EVERY = 20
/** A server that has not ended its sessions after so long (ms) is told to leave at once; it recovers at its next start. */
const PATIENCE = 20_000
const LOG_LIMIT = 10 * 1024 * 1024

const settings = (port: number): string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ].flatMap((setting) => ['-c', setting])

/**
 * Starts PostgreSQL on the folder's cluster and waits until it takes connections, however long it recovers. It runs in a
 * process group of its own: Ctrl-C reaches its owner first, who stops it last; and it outlives an owner that is killed.
 * @throws LedgerError `run.database_broken` naming the log.
 */
export const startServer = async (layout: Layout, postgres: string, port: number, user: ServerUser) => {
  // Left by a server that was killed; PostgreSQL itself would take a later process of that number for it.
  if (!readPostmaster(layout.postmaster)) rmSync(layout.postmaster, { force: true })
  const log = openLog(layout.log)
  const child = user.spawn(postgres, ['-D', layout.cluster, ...settings(port)], {
    env: CLEAN_ENVIRONMENT,
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  const ended = endOf(child)
  child.unref()
  for (;;) {
    const early = await Promise.race([ended, pause(LOOK_EVERY)])
    if (early)
      throw new LedgerError('run.database_broken', { detail: `${lastFatal(layout.log) ?? early} (${layout.log})` })
    const server = readPostmaster(layout.postmaster)
    if (server?.ready && server.pid === child.pid) return
  }
}

/** Ends sessions, writes everything down, and waits until PostgreSQL has taken its file away. */
export const stopServer = async ({ postmaster }: Layout): Promise<void> => {
  const server = readPostmaster(postmaster)
  if (!server) return
  process.kill(server.pid, 'SIGINT')
  const late = setTimeout(() => leaveAtOnce(server), PATIENCE)
  while (existsSync(postmaster) && readPostmaster(postmaster)?.pid === server.pid) await pause(LOOK_EVERY)
  clearTimeout(late)
}

const leaveAtOnce = ({ pid }: Postmaster): void => {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It went meanwhile.
  }
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? code}`))
  })

const openLog = (path: string): number => {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

const lastFatal = (log: string): string | undefined =>
  readFileSync(log, 'utf8')
    .split('\n')
    .findLast((line) => /(FATAL|PANIC):|^postgres: /.test(line))
    ?.replace(/^.*?(?=FATAL|PANIC|postgres: )/, '')
