import type { Ledger, Position } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { Db, Projection } from './projection.ts'
import type { Reaction } from './reaction.ts'
import { inTransaction } from './transaction.ts'
import { projectionWork, type Work } from './work.ts'

/**
 * Makes a projection's tables and checkpoint if they are not there. After the ledger was restored (another incarnation, its
 * positions mean something else) the read model is begun anew. `afresh` does that in any case.
 */
export const registerProjection = async (
  pool: Pool,
  ledger: Ledger,
  projection: Projection,
  { beside = false, afresh = false } = {},
): Promise<void> => {
  const { processor, schema } = projectionWork(projection, beside)
  const incarnation = await ledger.incarnation()
  await inTransaction(pool, schema, async (db) => {
    const known = await lockAndFind(db, processor)
    if (known === incarnation && !afresh) return
    await db.query(`drop schema if exists "${schema}" cascade`)
    await db.query(`create schema "${schema}"`)
    await db.query(projection.migrate)
    await begin(db, processor, -1n, incarnation)
  })
}

/** A new reaction starts at the origin or at the head as of now; after a restore it starts again from where it once began. */
export const registerReaction = async (
  pool: Pool,
  ledger: Ledger,
  { startsAt }: Reaction,
  { processor }: Work,
): Promise<void> => {
  const incarnation = await ledger.incarnation()
  const head = await ledger.head()
  await inTransaction(pool, undefined, async (db) => {
    const known = await lockAndFind(db, processor)
    if (known === undefined) await begin(db, processor, startsAt === 'origin' ? -1n : head, incarnation)
    else if (known !== incarnation)
      await db.query(
        `update projections.checkpoints set position = least(started, $2), started = least(started, $2),
         epoch = epoch + 1, incarnation = $3 where processor = $1`,
        [processor, head, incarnation],
      )
  })
}

/** The incarnation a processor last knew; until the transaction ends nobody else registers it. */
const lockAndFind = async (db: Db, processor: string): Promise<string | undefined> => {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`register ${processor}`])
  const { rows } = await db.query<{ incarnation: string }>(
    'select incarnation from projections.checkpoints where processor = $1',
    [processor],
  )
  return rows[0]?.incarnation
}

const begin = async (db: Db, processor: string, position: Position, incarnation: string) => {
  await db.query('delete from projections.parked where processor = $1', [processor])
  await db.query(
    `insert into projections.checkpoints (processor, position, started, incarnation) values ($1, $2, $2, $3)
     on conflict (processor) do update set position = $2, started = $2, incarnation = $3, epoch = checkpoints.epoch + 1`,
    [processor, position, incarnation],
  )
}
