import { once } from 'node:events'
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { LedgerError } from '@case-ledger/contracts'
import type { ServerUser } from './server-user.ts'

export const DATABASE_USER = 'ledger'

/** Nothing of the caller's environment reaches the database: no PG* variable, no locale. */
export const CLEAN_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes a new cluster 数据库集群 in `cluster`: UTF-8, C collation (the same order on every machine), password by SCRAM. It is
 * made beside its place and moved there when complete, so an interrupted start leaves no half one.
 * @throws LedgerError `run.database_broken` with the last words of initdb.
 */
export const createCluster = async (cluster: string, initdb: string, password: string, user: ServerUser) => {
  removeUnfinished(cluster)
  const unfinished = `${cluster}.unfinished-${process.pid}`
  const passwordFile = `${unfinished}.password`
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  user.own(unfinished)
  user.own(passwordFile)
  try {
    const child = user.spawn(
      initdb,
      [
        ...[`--pgdata=${unfinished}`, `--username=${DATABASE_USER}`, `--pwfile=${passwordFile}`],
        ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'],
      ],
      { env: CLEAN_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    )
    const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'close')])
    if (code !== 0) throw new LedgerError('run.database_broken', { detail: `initdb: ${said.trim()}` })
    renameSync(unfinished, cluster)
  } finally {
    rmSync(passwordFile, { force: true })
    rmSync(unfinished, { recursive: true, force: true })
  }
}

const removeUnfinished = (cluster: string): void => {
  for (const name of readdirSync(dirname(cluster)))
    if (name.startsWith(`${basename(cluster)}.unfinished-`))
      rmSync(join(dirname(cluster), name), { recursive: true, force: true })
}
