import type { Pool } from 'pg'

/** Key of the advisory lock that every program using an embedded store holds while it does. */
const PRESENT = 4_733_951

/** Where the owner of an embedded store waits for those who only use it: with the owner end its database and its processors. */
export type Presence = {
  /** Resolves once no other program uses the store; `onWait` is told when that takes a while. */
  alone(onWait: () => void): Promise<void>
  leave(): void
}

export const announce = async (pool: Pool): Promise<Presence> => {
  const client = await pool.connect()
  await client.query('select pg_advisory_lock_shared($1)', [PRESENT])
  return {
    alone: async (onWait) => {
      await client.query('select pg_advisory_unlock_shared($1)', [PRESENT])
      const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [PRESENT])
      if (rows[0]?.locked) return
      onWait()
      await client.query('select pg_advisory_lock($1)', [PRESENT])
    },
    // Closes the connection, and with it ends whatever it holds or waits for.
    leave: () => client.release(true),
  }
}
