import { readFileSync } from 'node:fs'
import { isPostgres } from './process-table.ts'

/** What PostgreSQL says of itself in `postmaster.pid`, line by line: pid, folder, start, port, …, status. */
export type Postmaster = { pid: number; port: number; ready: boolean }

/** The server that runs on a cluster; undefined when none does, also where a dead one left its file. */
export const readPostmaster = (file: string): Postmaster | undefined => {
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const [pid, , , port, , , , status] = lines
  if (!pid || !isPostgres(Number(pid))) return undefined
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' }
}
