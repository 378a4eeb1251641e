import type { Db } from './projection.ts'

/** Objects keyed by column name as one parameter for `json_populate_recordset`; positions become decimal strings. */
export const toRows = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))

/** Inserts many rows in one statement; a column that a row leaves out is null. `table` is the projection's own. */
export const insertRows = async (db: Db, table: string, rows: readonly object[], onConflict = ''): Promise<void> => {
  if (rows.length === 0) return
  await db.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1) ${onConflict}`, [
    toRows(rows),
  ])
}
