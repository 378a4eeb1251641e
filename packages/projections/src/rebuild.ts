import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { fence, loadCheckpoint } from './checkpoint.ts'
import { type ProcessorOptions, startProcessor } from './processor.ts'
import { type Db, type Projection, processorOf, schemaOf } from './projection.ts'
import { registerProjection } from './register.ts'
import { inTransaction, LONGEST_SILENCE_MS, withClient } from './transaction.ts'
import { projectionWork } from './work.ts'

/** The live projection stands still no longer than this; then the rebuild gives up and changes nothing. */
const LONGEST_HOLD_MS = 30_000

/**
 * Builds a projection from nothing beside the live one, which goes on serving, and puts it in its place. For the moment of
 * the switch the live one is held, so that the new one is never behind what a reader has already seen.
 */
export const rebuildProjection = async (
  projection: Projection,
  options: ProcessorOptions,
  signal: AbortSignal,
): Promise<void> => {
  const { pool } = options
  // One rebuild of a projection at a time: the lock is this connection's.
  await withClient(pool, async (owner) => {
    await owner.query('select pg_advisory_lock(hashtextextended($1, 0))', [processorOf(projection)])
    try {
      await buildBeside(projection, options, signal)
    } finally {
      await owner.query('select pg_advisory_unlock_all()')
    }
  })
}

const buildBeside = async (projection: Projection, options: ProcessorOptions, signal: AbortSignal): Promise<void> => {
  const { pool, ledger } = options
  await registerProjection(pool, ledger, projection, { beside: true, afresh: true })
  const register = () => registerProjection(pool, ledger, projection, { beside: true })
  const beside = startProcessor(projectionWork(projection, true), options, { register })
  try {
    await beside.reached(await ledger.head(), signal)
    await inTransaction(pool, undefined, async (db) => {
      const held = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_HOLD_MS)])
      const wanted = await fence(db, processorOf(projection))
      await speaking(db, beside.reached(wanted, held))
      await beside.stop()
      await switchTo(projection, pool, db)
    })
  } finally {
    await beside.stop()
  }
}

/** Says a word now and then while waiting inside a transaction, so that the server does not take this process for stopped. */
const speaking = async (db: Db, waiting: Promise<void>): Promise<void> => {
  const ended = waiting.then(() => true)
  while (!(await Promise.race([ended, setTimeout(LONGEST_SILENCE_MS / 10, false)]))) await db.query('select')
}

const switchTo = async (projection: Projection, pool: Pool, db: Db): Promise<void> => {
  const live = processorOf(projection)
  const { processor: rebuilt, schema } = projectionWork(projection, true)
  const { position } = await loadCheckpoint(pool, rebuilt)
  await db.query(`drop schema "${schemaOf(projection)}" cascade`)
  await db.query(`alter schema "${schema}" rename to "${schemaOf(projection)}"`)
  await db.query('delete from projections.parked where processor = $1', [live])
  await db.query('update projections.parked set processor = $1 where processor = $2', [live, rebuilt])
  await db.query('update projections.checkpoints set position = $2 where processor = $1', [live, position])
  await db.query('delete from projections.checkpoints where processor = $1', [rebuilt])
}
