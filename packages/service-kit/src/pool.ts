import { Pool } from 'pg'

/** A server that does not answer, and a pool that gets none free, are given up after so long (ms): 503, and tried again. */
const CONNECT_TIMEOUT = 10_000

/**
 * The one pool of a process. A connection that breaks while nobody uses it is told to `onLost` and replaced by the next
 * query; unheard, it would end the process.
 * Whatever breaks while the pool is ending is of no interest to anybody.
 */
export const createPool = (connectionString: string, onLost: () => void = () => undefined, max = 10): Pool => {
  const pool = new Pool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    application_name: 'case-ledger',
  })
  pool.on('error', () => {
    if (!pool.ending) onLost()
  })
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
