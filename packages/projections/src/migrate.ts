import { type Migrations, migrate } from '@case-ledger/ledger'

export const projectionsMigrations: Migrations = {
  schema: 'projections',
  folder: new URL('../migrations/', import.meta.url),
}

/** Brings schema `projections` forward, never back; safe from several processes at once. Answers the steps applied. */
export const migrateProjections = (connectionString: string): Promise<string[]> =>
  migrate(connectionString, projectionsMigrations)
