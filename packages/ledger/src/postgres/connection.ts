import { setTimeout as sleep } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import pg from 'pg'

const INT8 = 20

/** Parsers of one query, never of the process: others in it may want int8 otherwise. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? (value: string) => BigInt(value) : pg.types.getTypeParser(oid, format),
}

/** Runs one statement by itself; rows as `R`, int8 as bigint. With a name, each connection plans it once. */
export type Query = <R extends pg.QueryResultRow>(
  text: string,
  values?: readonly unknown[],
  name?: string,
) => Promise<R[]>

type Queryable = { query<R extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<R>> }

export const createPool = (connectionString: string): pg.Pool => {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'case-ledger',
  })
  // An idle connection that breaks is replaced by the next query, which reports what it meets.
  pool.on('error', () => {})
  return pool
}

/** A server that answers nothing, not even a refusal, is given up after so long (ms). */
const ANSWER_TIMEOUT = 30_000

export const queryOf =
  (pool: Queryable, timeout = ANSWER_TIMEOUT): Query =>
  async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
    const query = { ...(name !== undefined && { name }), text, values: [...values], types, query_timeout: timeout }
    return (await pool.query<R>(query)).rows
  }

const stateOf = (error: unknown): string | undefined => (error instanceof pg.DatabaseError ? error.code : undefined)

/** True when the server did not say what became of the statement; its own refusals (SQLSTATE) roll it back for certain. */
export const isConnectionLost = (error: unknown): boolean => {
  const state = stateOf(error)
  const tooManyConnections = state === '53300'
  return state === undefined || state.startsWith('08') || state.startsWith('57P') || tooManyConnections
}

/** SQLSTATE: deadlock, serialisation, lock not got in time. Rolled back for certain; the same again may well succeed. */
export const isPassingConflict = (error: unknown): boolean => {
  const state = stateOf(error)
  return state === '55P03' || state?.startsWith('40') === true
}

/** No smaller batch would fit either. */
export const isDiskFull = (error: unknown): boolean => stateOf(error) === '53100'

/** SQLSTATE classes that pass by themselves or with an operator's help: resources, cancelled, deadlock, locked. */
const PASSING = ['53', '57', '40', '55']

/** `ledger.unavailable` for what may pass, `run.internal` for what will not (no such table, no right). */
export const asLedgerError = (error: unknown, detail?: string): LedgerError => {
  if (error instanceof LedgerError) return error
  const passes = isConnectionLost(error) || PASSING.some((state) => stateOf(error)?.startsWith(state))
  return new LedgerError(passes ? 'ledger.unavailable' : 'run.internal', {
    cause: error,
    // What passes is told in the server's words; words on a statement itself may quote its values.
    detail: detail ?? (passes && error instanceof Error ? error.message : `SQLSTATE ${stateOf(error)}`),
  })
}

/** Milliseconds before a read is tried again: a connection may be found cut only when it is used. */
const READ_PAUSES = [10, 200] as const

/** For statements that only read: repeated after a lost connection, errors as the catalogue says. */
export const repeatedly =
  (run: Query): Query =>
  async <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[], name?: string) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await run<R>(text, values, name)
      } catch (error) {
        const pause = READ_PAUSES[attempt]
        if (pause === undefined || !isConnectionLost(error)) throw asLedgerError(error)
        await sleep(pause)
      }
    }
  }
