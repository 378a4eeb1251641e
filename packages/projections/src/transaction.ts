import type { Pool, PoolClient } from 'pg'
import type { Db } from './projection.ts'

/**
 * Lends a connection of the pool and does not give back one that broke. The pool listens to idle connections only: a lost one
 * with no query under way would otherwise end the process.
 */
export const withClient = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  let broken = false
  const onError = () => {
    broken = true
  }
  client.on('error', onError)
  try {
    return await work(client)
  } finally {
    client.release(broken)
    client.off('error', onError)
  }
}

/** A process that stops in the middle of a transaction would keep its locks: the server ends it after so long without a word. */
export const LONGEST_SILENCE_MS = 3_000

/** Runs `work` in one transaction; unqualified table names mean those of `schema`. Rolls back on a throw. */
export const inTransaction = <T>(pool: Pool, schema: string | undefined, work: (db: Db) => Promise<T>): Promise<T> =>
  withClient(pool, async (client) => {
    try {
      await client.query(
        `begin; set local idle_in_transaction_session_timeout = ${LONGEST_SILENCE_MS}${
          schema === undefined ? '' : `; set local search_path to "${schema}"`
        }`,
      )
      const result = await work(client)
      await client.query('commit')
      return result
    } catch (error) {
      // Fails on a broken connection only, and then there is nothing to roll back.
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
