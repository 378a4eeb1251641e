import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** How many events of each type a running embedded store holds; none before its tables are made. */
export const eventCounts = async (folder: string): Promise<Record<string, number>> => {
  const rows = await query<{ type: string; count: number }>(
    folder,
    'select type, count(*)::int as count from ledger.events group by type order by type',
  )
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]))
}

/** Schemas of a running embedded store. */
export const schemasOf = async (folder: string): Promise<string[]> =>
  (await query<{ nspname: string }>(folder, 'select nspname from pg_namespace')).map((row) => row.nspname)

const query = async <R extends pg.QueryResultRow>(folder: string, sql: string): Promise<R[]> => {
  const client = new pg.Client({ connectionString: connectionStringOf(folder) })
  await client.connect()
  try {
    return (await client.query<R>(sql)).rows
  } finally {
    await client.end()
  }
}

const connectionStringOf = (folder: string): string => {
  const port = readFileSync(join(folder, 'port'), 'utf8').trim()
  const password = readFileSync(join(folder, 'secrets', 'database-password'), 'utf8').trim()
  return `postgres://ledger:${password}@127.0.0.1:${port}/case_ledger`
}
