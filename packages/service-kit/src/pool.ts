import { Pool } from 'pg'

/**
 * The one pool of a process. A connection that breaks while nobody uses it is told to `onLost` and replaced by the next
 * query; unheard, it would end the process.
 * Whatever breaks while the pool is ending is of no interest to anybody.
 */
export const createPool = (connectionString: string, onLost: () => void = () => undefined, max = 10): Pool => {
  const pool = new Pool({ connectionString, max, application_name: 'case-ledger' })
  pool.on('error', () => {
    if (!pool.ending) onLost()
  })
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
