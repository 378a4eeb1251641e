import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LedgerError } from '@case-ledger/contracts'
import pg from 'pg'

export type Migrations = {
  /** Schema that the files fill; also holds their record, table `migrations`. */
  schema: string
  /** Folder of `0001-name.sql`, `0002-…`; numbered without gaps, never changed once released. */
  folder: URL
}

export const ledgerMigrations: Migrations = { schema: 'ledger', folder: new URL('../../migrations/', import.meta.url) }

type Step = { version: number; name: string; file: URL }

const stepsOf = ({ folder }: Migrations): Step[] =>
  readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name, i) => {
      if (Number(name.slice(0, 4)) !== i + 1)
        throw new LedgerError('run.bad_configuration', { detail: `${name} is not number ${i + 1} of its folder` })
      return { version: i + 1, name, file: new URL(name, folder) }
    })

const apply = async (client: pg.Client, schema: string, { version, name, file }: Step): Promise<void> => {
  await client.query('begin')
  await client.query(readFileSync(file, 'utf8'))
  await client.query(`insert into ${schema}.migrations (version, name) values ($1, $2)`, [version, name])
  await client.query('commit')
}

/**
 * Brings a schema forward, never back: each step in its own transaction, one program at a time (advisory lock), the others
 * wait and find it done. Returns the names of the steps applied.
 */
export const migrate = async (connectionString: string, migrations: Migrations): Promise<string[]> => {
  const { schema } = migrations
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`migrate ${schema}`])
    await client.query(`create schema if not exists ${schema}`)
    await client.query(
      `create table if not exists ${schema}.migrations (version integer primary key, name text not null, applied_at timestamptz not null default now())`,
    )
    const { rows } = await client.query(`select coalesce(max(version), 0) as version from ${schema}.migrations`)
    const missing = stepsOf(migrations).filter((step) => step.version > rows[0].version)
    for (const step of missing) await apply(client, schema, step)
    return missing.map((step) => step.name)
  } finally {
    await client.end()
  }
}

/**
 * Refuses a schema older than the program knows (`run.schema_older`) and one that is more than one step newer
 * (`run.schema_newer`): one newer is what a rolling update meets.
 */
export const requireSchema = async (pool: Pick<pg.Pool, 'query'>, migrations: Migrations): Promise<void> => {
  const { schema } = migrations
  const required = stepsOf(migrations).length
  const { rows } = await pool.query('select to_regclass($1) is not null as present', [`${schema}.migrations`])
  const found = rows[0].present
    ? (await pool.query(`select coalesce(max(version), 0) as version from ${schema}.migrations`)).rows[0].version
    : 0
  const detail = `schema "${schema}" is at ${found}, this program needs ${required}`
  if (found < required) throw new LedgerError('run.schema_older', { detail })
  if (found > required + 1) throw new LedgerError('run.schema_newer', { detail })
}

/** `settableClock` makes a store whose time tests may set; only a new one can be made so. */
export const migrateLedger = async (
  connectionString: string,
  { settableClock = false }: { settableClock?: boolean } = {},
): Promise<string[]> => {
  const applied = await migrate(connectionString, ledgerMigrations)
  if (settableClock) await allowSettableClock(connectionString)
  return applied
}

const allowSettableClock = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rowCount } = await client.query('update ledger.head set settable_clock = true where last_position = -1')
    if (rowCount === 0)
      throw new LedgerError('run.bad_configuration', { detail: 'only an empty ledger may get a settable clock' })
  } finally {
    await client.end()
  }
}
