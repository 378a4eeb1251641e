import { createHash } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'
import type { Pool } from 'pg'
import type { Db } from './projection.ts'
import { inTransaction } from './transaction.ts'

const PAGE = 5_000

/**
 * SHA-256 over all tables of a schema by name, each row as canonical JSON (jsonb), ordered by primary key: two builds are equal
 * when their digests are (D8).
 */
export const digestOf = (pool: Pool, schema: string): Promise<string> =>
  inTransaction(pool, schema, async (db) => {
    await db.query("set transaction isolation level repeatable read read only; set local timezone = 'UTC'")
    const hash = createHash('sha256')
    for (const { table, order } of await tablesOf(db, schema)) {
      if (order === null) throw new LedgerError('run.internal', { detail: `${schema}.${table} has no primary key` })
      hash.update(`${table}\n`)
      await db.query(
        `declare digest no scroll cursor for select to_jsonb(r)::text as row from "${table}" r order by ${order}`,
      )
      for (let more = true; more; ) {
        const { rows } = await db.query<{ row: string }>(`fetch ${PAGE} from digest`)
        for (const { row } of rows) hash.update(`${row}\n`)
        more = rows.length === PAGE
      }
      await db.query('close digest')
    }
    return hash.digest('hex')
  })

/** Tables with their order: primary key columns, texts by code point, so that every cluster orders alike. */
const tablesOf = async (db: Db, schema: string) =>
  (
    await db.query<{ table: string; order: string | null }>(
      `select c.relname as table,
         (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
                            order by array_position(i.indkey::int[], a.attnum::int))
          from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
          where i.indrelid = c.oid and i.indisprimary) as order
       from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'r' order by c.relname collate "C"`,
      [schema],
    )
  ).rows
