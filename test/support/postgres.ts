import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { describe, inject } from 'vitest'

type Answer = { connectionString: string; reason?: undefined } | { connectionString?: undefined; reason: string }

const ask = async (): Promise<Answer> => JSON.parse(await text(connect(inject('postgresDoor'), '127.0.0.1')))

/** Importing this file starts the run's server, so only specs that need a database import it. */
const server = await ask()

if (server.reason) console.warn(`SKIPPED, no PostgreSQL: ${server.reason}`)

/** `describe` for what needs a database: skipped, with the reason printed, where none can be started. */
export const describePostgres = describe.skipIf(server.reason !== undefined)

export type TestDatabase = { connectionString: string; drop(): Promise<void> }

const administer = async (sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A database of one's own, a few dozen milliseconds away; `drop` also ends whatever is still connected to it. */
export const freshDatabase = async (): Promise<TestDatabase> => {
  if (server.reason !== undefined) throw new Error(server.reason)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name}`)
  const url = new URL(server.connectionString)
  url.pathname = `/${name}`
  return { connectionString: url.href, drop: () => administer(`drop database if exists ${name} with (force)`) }
}
