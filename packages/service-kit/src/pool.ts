import { Pool } from 'pg'

/**
 * The one pool of a process. A connection that breaks while nobody uses it, or while the pool is ending, is told to
 * `onLost` and replaced by the next query; unheard, it would end the process.
 */
export const createPool = (connectionString: string, onLost: () => void = () => undefined, max = 10): Pool => {
  const pool = new Pool({ connectionString, max, application_name: 'case-ledger' })
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
