import { migrate, migrateLedger } from '@case-ledger/ledger'
import { privacyMigrations } from '@case-ledger/privacy'
import { migrateProjections } from '@case-ledger/projections'

type Options = {
  /** False where the ledger is kept elsewhere: this database gets no schema for it. */
  ledger?: boolean
}

/** Brings every schema of a database forward; safe from several processes at once (D15). Services themselves only check. */
export const migrateAll = async (connectionString: string, { ledger = true }: Options = {}): Promise<void> => {
  if (ledger) await migrateLedger(connectionString)
  await migrate(connectionString, privacyMigrations)
  await migrateProjections(connectionString)
}
