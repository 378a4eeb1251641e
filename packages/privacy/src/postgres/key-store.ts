import { LedgerError } from '@case-ledger/contracts'
import type { Migrations } from '@case-ledger/ledger'
import type { Pool } from 'pg'
import type { DataKey, KeyStore, RandomBytes } from '../key-store.ts'
import { createKeyWrap } from '../key-wrap.ts'

/** Schema `privacy`; `migrate` of packages/ledger brings it forward. */
export const privacyMigrations: Migrations = {
  schema: 'privacy',
  folder: new URL('../../migrations/', import.meta.url),
}

export type PostgresKeyStoreOptions = {
  /** The schema must be there; the pool stays the giver's to end. */
  pool: Pool
  /** 32 bytes that wrap every stored key: kept apart from the database and from its backups. */
  masterKey: Uint8Array
  random: RandomBytes
}

type Row = { subject: string; wrapped: Buffer | null }

const SELECT = 'select subject, wrapped from privacy.subject_keys where subject = any($1)'
const INSERT = `insert into privacy.subject_keys (subject, wrapped)
  select * from unnest($1::text[], $2::bytea[]) on conflict do nothing`
const DESTROY = `insert into privacy.subject_keys (subject, destroyed_at) values ($1, now())
  on conflict (subject) do update set wrapped = null, destroyed_at = now() where subject_keys.destroyed_at is null`

/**
 * Keys in PostgreSQL, wrapped by a master key. Nothing is cached: a key destroyed by one process is gone for all at once.
 * Backups and not yet vacuumed pages still hold the wrapped key until they go; the master key must not lie beside them.
 */
export const createPostgresKeyStore = ({ pool, masterKey, random }: PostgresKeyStoreOptions): KeyStore => {
  const { wrap, unwrap } = createKeyWrap(masterKey, random)

  const find: KeyStore['find'] = async (subjects) => {
    const { rows } = await pool.query<Row>(SELECT, [subjects])
    return new Map(rows.map(({ subject, wrapped }) => [subject, wrapped ? unwrap(wrapped, subject) : 'destroyed']))
  }

  const make = async (subjects: readonly string[]) => {
    // In one order everywhere: two commands that name the same parties must not wait for each other in a ring.
    const sorted = subjects.toSorted()
    await pool.query(INSERT, [sorted, sorted.map((subject) => wrap(random(32), subject))])
  }

  const keysFor: KeyStore['keysFor'] = async (subjects) => {
    const known = await find(subjects)
    const missing = subjects.filter((subject) => !known.has(subject))
    if (missing.length === 0) return live(known)
    await make(missing)
    // Read back: another process may have been first, and its key is the one.
    return live(new Map([...known, ...(await find(missing))]))
  }

  return {
    keysFor,
    find,
    destroy: async (subject) => {
      await pool.query(DESTROY, [subject])
    },
  }
}

const live = (found: ReadonlyMap<string, DataKey | 'destroyed'>): ReadonlyMap<string, DataKey> =>
  new Map(
    [...found].map(([subject, key]) => {
      if (key === 'destroyed') throw new LedgerError('privacy.subject_erased', { detail: subject })
      return [subject, key]
    }),
  )
