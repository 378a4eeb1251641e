import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { LedgerError } from '@case-ledger/contracts'

/**
 * Who the database runs as. PostgreSQL refuses root, so a program run by root starts it as another user; everybody else as
 * himself.
 */
export type ServerUser = {
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess
  /** Makes a file or folder the database's. */
  own(path: string): void
}

type Account = { uid: number; gid: number }

/**
 * @param cluster the database's folder: when it is there its owner stays the user.
 * @param reads all that this user must be able to reach.
 */
export const serverUser = (cluster: string, reads: readonly string[]): ServerUser => {
  if (process.getuid?.() !== 0) return { spawn, own: () => undefined }
  const account = ownerOf(cluster) ?? lookUp('postgres') ?? lookUp('nobody')
  if (!account) throw new LedgerError('run.not_supported', { detail: 'no user "postgres" or "nobody" to run it as' })
  const own = (path: string) => chownSync(path, account.uid, account.gid)
  return reads.every((path) => canReach(account, path))
    ? { own, spawn: (program, args, options) => spawn(program, args, { ...options, ...account }) }
    : { own, spawn: (program, args, options) => spawnReachingAll(account, program, args, options) }
}

/**
 * A folder closed to others (root's home, a temporary folder) is closed to the database's user too. Instead of opening
 * somebody's folders to all, the server alone keeps the right to pass them.
 */
const spawnReachingAll = ({ uid, gid }: Account, program: string, args: readonly string[], options: SpawnOptions) =>
  spawn(
    'setpriv',
    [
      ...[`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
      ...['--inh-caps=+dac_override', '--ambient-caps=+dac_override'],
      ...[program, ...args],
    ],
    { ...options, env: { ...options.env, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } },
  )

const ownerOf = (path: string): Account | undefined => {
  const { uid, gid } = statSync(path, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  return uid === 0 ? undefined : { uid, gid }
}

const lookUp = (name: string): Account | undefined => {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })))
    return { uid: uid!, gid: gid! }
  } catch {
    return undefined
  }
}

/** Whether every folder above `path` lets this account pass. */
const canReach = (account: Account, path: string): boolean => {
  const parent = dirname(path)
  const { mode, uid, gid } = statSync(parent)
  const pass = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  return (mode & pass) !== 0 && (parent === path || parent === '/' || canReach(account, parent))
}
