import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells a process from a later one with the same number: its start, and on Linux the boot it belongs to. Numbers come
 * again soon, in containers at every start.
 * @returns undefined when no such process runs.
 */
export const processIdentity = (pid: number): string | undefined => {
  if (process.platform !== 'linux') return ps(pid, 'lstart')
  const stat = readText(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // proc(5): the second field is a name in brackets and may hold anything; state is the third field, start time the 22nd.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ended = fields[0] === 'Z' || fields[0] === 'X'
  return ended ? undefined : `${readText('/proc/sys/kernel/random/boot_id')?.trim()}:${fields[19]}`
}

/** Whether a PostgreSQL runs under this number, and not something else that got the number later. */
export const isPostgres = (pid: number): boolean => {
  if (processIdentity(pid) === undefined) return false
  const command = process.platform === 'linux' ? readText(`/proc/${pid}/cmdline`) : ps(pid, 'command')
  return command?.includes('postgres') ?? false
}

const ps = (pid: number, column: string): string | undefined => {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

const readText = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
