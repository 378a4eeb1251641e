import { migrate, migrateLedger } from '@case-ledger/ledger'
import { privacyMigrations } from '@case-ledger/privacy'
import { migrateProjections } from '@case-ledger/projections'

/** Brings every schema of a database forward; safe from several processes at once (D15). Services themselves only check. */
export const migrateAll = async (connectionString: string): Promise<void> => {
  await migrateLedger(connectionString)
  await migrate(connectionString, privacyMigrations)
  await migrateProjections(connectionString)
}
