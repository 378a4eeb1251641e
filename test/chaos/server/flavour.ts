import { existsSync } from 'node:fs'
import { findBinaries } from '../../../packages/service-kit/src/embedded/binaries.ts'

/** A PostgreSQL installed on this machine. */
export type Flavour = { postgres: string; initdb: string; pgDump?: string }

export const embedded = (): Promise<Flavour> => findBinaries()

const DEBIAN_15 = '/usr/lib/postgresql/15/bin'

/** Debian's PostgreSQL 15, with its `pg_dump`; the embedded one has none. */
export const debian15 = (): Flavour | undefined =>
  existsSync(`${DEBIAN_15}/pg_dump`)
    ? {
        postgres: `${DEBIAN_15}/postgres`,
        initdb: `${DEBIAN_15}/initdb`,
        pgDump: `${DEBIAN_15}/pg_dump`,
      }
    : undefined
