import { realpathSync } from 'node:fs'
import pg from 'pg'
import { DATABASE_USER } from './cluster.ts'

export const DATABASE = 'case_ledger'

/** `ours`: it serves this cluster and knows this folder's password; `not_yet`: it starts or stops, or cannot be reached. */
export type Answer = 'ours' | 'not_ours' | 'not_yet'

export const connectionString = (port: number, password: string, database = DATABASE): string =>
  `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`

/** SQLSTATE of a wrong password, of an unknown user or host (28000), of an unknown database. */
const STRANGERS = ['28P01', '28000', '3D000']

/** Asks the server at `port` whose it is. Makes the ledger's database where it is ours and has none. */
export const askServer = async (port: number, password: string, cluster: string): Promise<Answer> => {
  const client = new pg.Client({ connectionString: connectionString(port, password, 'postgres') })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query(
      "select current_setting('data_directory') as folder, exists (select from pg_database where datname = $1) as made",
      [DATABASE],
    )
    if (realpathSync(rows[0].folder) !== realpathSync(cluster)) return 'not_ours'
    if (!rows[0].made) await createDatabase(client)
    return 'ours'
  } catch (error) {
    return STRANGERS.includes((error as { code?: string }).code ?? '') ? 'not_ours' : 'not_yet'
  } finally {
    await client.end().catch(() => undefined)
  }
}

const createDatabase = async (client: pg.Client): Promise<void> => {
  try {
    await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // Two that open a new folder at once: it is there, whoever made it.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  }
}
