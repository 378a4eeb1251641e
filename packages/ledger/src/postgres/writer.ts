import type pg from 'pg'

/**
 * One connection for batches that follow each other. Asking the pool for each would make a batch wait until the callers of the
 * one before have been heard. Taken with the first, given back at `rest`, and given up with any fault.
 */
export const createWriter = (pool: pg.Pool) => {
  let held: pg.PoolClient | undefined
  let broken = false
  const onError = () => {
    broken = true
  }

  const giveBack = () => {
    const client = held
    held = undefined
    client?.off('error', onError)
    client?.release(broken)
  }
  const take = async (): Promise<pg.PoolClient> => {
    giveBack()
    held = await pool.connect()
    broken = false
    held.on('error', onError)
    return held
  }
  const run = async <R extends pg.QueryResultRow>(client: pg.PoolClient, query: pg.QueryConfig) => {
    try {
      return await client.query<R>(query)
    } catch (error) {
      broken = true
      giveBack()
      throw error
    }
  }

  return {
    /** Written to the connection before it returns, where one is held: what the caller does next runs beside. */
    query: <R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> =>
      held && !broken ? run<R>(held, query) : take().then((client) => run<R>(client, query)),
    rest: giveBack,
  }
}
