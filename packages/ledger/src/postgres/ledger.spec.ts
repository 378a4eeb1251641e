import { describePostgres, freshDatabase } from '../../../../test/support/postgres.ts'
import { describeLedger } from '../suite/describe-ledger.ts'
import { createPostgresLedger } from './ledger.ts'
import { migrateLedger } from './migrate.ts'

describePostgres('on a real server', () => {
  describeLedger('PostgreSQL', {
    dense: true,
    open: async () => {
      const database = await freshDatabase()
      await migrateLedger(database.connectionString)
      const ledger = await createPostgresLedger({ connectionString: database.connectionString })
      return {
        ledger,
        cleanup: async () => {
          await ledger.close()
          await database.drop()
        },
      }
    },
  })
})
