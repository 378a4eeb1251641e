import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type Entrant, NotHere } from '../contestant.ts'
import type { SampleEvent } from '../sample.ts'

export const MESSAGE_DB = 'message-db'

/** The files its install.sh runs, in its order, without the role and its rights. */
const FILES = [
  ...['schema/message-store', 'extensions/pgcrypto', 'tables/messages'],
  ...['types/message', 'functions/message-store-version', 'functions/hash-64', 'functions/acquire-lock'],
  ...[
    'functions/category',
    'functions/is-category',
    'functions/id',
    'functions/cardinal-id',
    'functions/stream-version',
  ],
  ...['functions/write-message', 'functions/get-stream-messages', 'functions/get-category-messages'],
  ...[
    'functions/get-last-stream-message',
    'indexes/messages-id',
    'indexes/messages-stream',
    'indexes/messages-category',
  ],
]

const WRITE = 'select write_message($1, $2, $3, $4::jsonb, $5::jsonb, $6)'

const folder = (): string => {
  try {
    const found = createRequire(import.meta.url).resolve('@eventide/message-db/package.json')
    return join(dirname(found), 'database')
  } catch {
    throw new NotHere('@eventide/message-db is not installed: run `npm run bench` once')
  }
}

/** https://www.npmjs.com/package/@eventide/message-db: its SQL, called through `pg`. */
export const messageDb: Entrant = {
  name: MESSAGE_DB,
  async enter(connectionString) {
    const sql = FILES.map((name) => join(folder(), `${name}.sql`)).filter((file) => existsSync(file))
    const pool = new pg.Pool({ connectionString, max: 10, options: '-c search_path=message_store,public' })
    for (const file of sql) await pool.query(readFileSync(file, 'utf8').replaceAll(/ CONCURRENTLY/gi, ''))
    const write = (db: pg.Pool | pg.PoolClient, stream: string, event: SampleEvent, expected: number) =>
      db.query(WRITE, [event.id, stream, event.type, event.data, event.header, expected])
    return {
      name: MESSAGE_DB,
      async append(stream, events, expected) {
        if (events.length === 1) await write(pool, stream, events[0]!, expected)
        else {
          const client = await pool.connect()
          await client.query('begin')
          for (const [i, event] of events.entries()) await write(client, stream, event, expected + i)
          await client.query('commit')
          client.release()
        }
        return 'appended'
      },
      close: () => pool.end(),
    }
  },
}
