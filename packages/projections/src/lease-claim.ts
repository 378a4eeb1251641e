import pg, { type Pool } from 'pg'
import { inTransaction } from './transaction.ts'

/** A lease as one look found it. */
export type Seen = {
  processor: string
  /** Null: nobody has it. */
  owner: string | null
  beat: string | null
  /** This process has it, and its beat was raised by this look. */
  mine: boolean
  /** The owner's session has ended: it need not be waited for. */
  gone: boolean
}

export const HANDED_OVER = 'case_ledger_lease'

/** Key of the lock that an owner's session holds as long as it lives. */
export const sessionKey = (owner: string): string => `hashtextextended('owner ' || ${owner}, 0)`

const PATIENCE_MS = 2_000

/** The heart's own connection: no query of a projection and no exhausted pool can stop it. */
export const connectOwner = async (pool: Pool, owner: string, onNews: () => void): Promise<pg.Client> => {
  const client = new pg.Client({
    ...pool.options,
    password: pool.options.password,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    application_name: 'case-ledger lease',
  })
  client.on('error', () => undefined)
  client.on('notification', onNews)
  try {
    await client.connect()
    await client.query(`select pg_advisory_lock(${sessionKey('$1')})`, [owner])
    await client.query(`listen ${HANDED_OVER}`)
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

/** Raises the beat of what `owner` has, and looks at the rest. */
export const beat = async (client: pg.Client, owner: string, processors: readonly string[]): Promise<Seen[]> =>
  (
    await client.query<Seen>(
      `with beaten as (
         update projections.leases set beat = beat + 1 where owner = $1 and processor = any($2) returning processor)
       select w.processor, l.owner, l.beat, b.processor is not null as mine,
         case when l.owner is null then true when l.owner = $1 then false
           else pg_try_advisory_xact_lock_shared(${sessionKey('l.owner')}) end as gone
       from unnest($2::text[]) w(processor)
         left join projections.leases l using (processor) left join beaten b using (processor)`,
      [owner, processors],
    )
  ).rows

/**
 * Takes a processor from the owner that was seen, unless he has moved since or another came first. The checkpoint is fenced
 * before the lease changes hands; while a batch of the former owner still holds it, this fails soon and is tried again.
 */
export const claim = (pool: Pool, owner: string, { processor, ...seen }: Seen): Promise<boolean> =>
  inTransaction(pool, undefined, async (db) => {
    await db.query("set local lock_timeout = '300ms'")
    await db.query('savepoint unfenced')
    await db.query('update projections.checkpoints set epoch = epoch + 1 where processor = $1', [processor])
    const { rowCount } = await db.query(
      `insert into projections.leases (processor, owner) values ($1, $2)
       on conflict (processor) do update set owner = $2, beat = leases.beat + 1
       where leases.owner = $3 and leases.beat = $4::bigint`,
      [processor, owner, seen.owner, seen.beat],
    )
    if (rowCount !== 1) await db.query('rollback to savepoint unfenced')
    return rowCount === 1
  })

/** Gives back all that `owner` has and tells those who wait. */
export const release = async (client: pg.Client, owner: string): Promise<void> => {
  await client.query('delete from projections.leases where owner = $1', [owner])
  await client.query(`notify ${HANDED_OVER}`)
}
