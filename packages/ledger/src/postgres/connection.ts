import { setTimeout as sleep } from 'node:timers/promises'
import { LedgerError } from '@case-ledger/contracts'
import pg from 'pg'

const INT8 = 20

/** Parsers of one query, never of the process: others in it may want int8 otherwise. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? (value: string) => BigInt(value) : pg.types.getTypeParser(oid, format),
}

/** Runs one statement by itself; rows as `R`, int8 as bigint. */
export type Query = <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<R[]>

export const createPool = (connectionString: string): pg.Pool => {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 60_000,
    keepAlive: true,
    application_name: 'case-ledger',
  })
  // An idle connection that breaks is replaced by the next query, which reports what it meets.
  pool.on('error', () => {})
  return pool
}

export const queryOf =
  (pool: pg.Pool | pg.Client): Query =>
  async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await pool.query<R>({ text, values: [...values], types })).rows

const stateOf = (error: unknown): string | undefined => (error instanceof pg.DatabaseError ? error.code : undefined)

/** True when the server did not say what became of the statement; its own refusals (SQLSTATE) roll it back for certain. */
export const isConnectionLost = (error: unknown): boolean => {
  const state = stateOf(error)
  const tooManyConnections = state === '53300'
  return state === undefined || state.startsWith('08') || state.startsWith('57P') || tooManyConnections
}

/** SQLSTATE classes that pass by themselves or with an operator's help: resources, cancelled, deadlock, locked. */
const PASSING = ['53', '57', '40', '55']

/** `ledger.unavailable` for what may pass, `run.internal` for what will not (no such table, no right). */
export const asLedgerError = (error: unknown, detail?: string): LedgerError => {
  if (error instanceof LedgerError) return error
  const passes = isConnectionLost(error) || PASSING.some((state) => stateOf(error)?.startsWith(state))
  return new LedgerError(passes ? 'ledger.unavailable' : 'run.internal', {
    cause: error,
    detail: detail ?? (error instanceof Error ? error.message : `${error}`),
  })
}

/** Milliseconds before a read is tried again: a connection may be found cut only when it is used. */
const READ_PAUSES = [10, 200] as const

/** For statements that only read: repeated after a lost connection, errors as the catalogue says. */
export const repeatedly =
  (run: Query): Query =>
  async <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await run<R>(text, values)
      } catch (error) {
        const pause = READ_PAUSES[attempt]
        if (pause === undefined || !isConnectionLost(error)) throw asLedgerError(error)
        await sleep(pause)
      }
    }
  }
