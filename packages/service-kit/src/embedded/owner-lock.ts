import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { processIdentity } from './process-table.ts'

/** Who owns the data folder, as `ledger.lock` says: he starts and stops the database. */
export type Owner = { pid: number; identity: string }

/** The owner that is alive; undefined when there is no lock, or its process is gone. */
export const readOwner = (path: string): Owner | undefined => {
  const owner = parse(path)
  return owner && processIdentity(owner.pid) === owner.identity ? owner : undefined
}

/** Makes this process the owner. False when another one lives, or came first. */
export const takeLock = (path: string): boolean => {
  if (readOwner(path)) return false
  const own = `${path}.${process.pid}`
  setStaleAside(path, `${own}.stale`)
  writeFileSync(
    own,
    JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) } satisfies Partial<Owner>),
  )
  try {
    // A link appears whole or not at all, and fails when the lock is there.
    linkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

export const releaseLock = (path: string): void => {
  if (parse(path)?.pid === process.pid) rmSync(path, { force: true })
}

/** Removes a dead owner's lock; puts it back when it turns out to be a living one's that came between. */
const setStaleAside = (path: string, aside: string): void => {
  try {
    renameSync(path, aside)
    if (readOwner(aside)) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

const parse = (path: string): Owner | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return undefined
  }
}
