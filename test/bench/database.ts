import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { startTestServer } from '../support/postgres-server.ts'

/** A PostgreSQL as it is installed: what it acknowledges is on disk. */
export type Server = {
  version: string
  /** Connection string of an empty database of one's own. */
  freshDatabase(): Promise<string>
  stop(): Promise<void>
}

export const startServer = async (): Promise<Server> => {
  const server = await startTestServer({})
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  const { rows } = await client.query(
    "select current_setting('server_version') as version, current_setting('fsync') as fsync",
  )
  return {
    version: `PostgreSQL ${rows[0].version}, fsync ${rows[0].fsync}`,
    async freshDatabase() {
      const name = `bench_${randomUUID().replaceAll('-', '')}`
      await client.query(`create database ${name}`)
      const url = new URL(server.connectionString)
      url.pathname = `/${name}`
      return url.href
    },
    async stop() {
      await client.end()
      await server.stop()
    },
  }
}
