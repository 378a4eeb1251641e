import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** How many events of each type a running embedded store holds; none before its tables are made. */
export const eventCounts = async (folder: string): Promise<Record<string, number>> => {
  const client = new pg.Client({ connectionString: connectionStringOf(folder) })
  await client.connect()
  try {
    const { rows } = await client.query<{ type: string; count: number }>(
      'select type, count(*)::int as count from ledger.events group by type order by type',
    )
    return Object.fromEntries(rows.map(({ type, count }) => [type, count]))
  } finally {
    await client.end()
  }
}

const connectionStringOf = (folder: string): string => {
  const port = readFileSync(join(folder, 'port'), 'utf8').trim()
  const password = readFileSync(join(folder, 'secrets', 'database-password'), 'utf8').trim()
  return `postgres://ledger:${password}@127.0.0.1:${port}/case_ledger`
}
