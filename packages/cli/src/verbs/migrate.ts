import { type Config, migrateAll } from '@case-ledger/service-kit'
import type { Output } from '../output.ts'
import { withOwnDatabase } from '../own-database.ts'

/** Brings the schemas forward under an advisory lock; nothing to do is fine. */
export const migrateVerb = async (config: Config, output: Output): Promise<void> => {
  const options = { ledger: config.eventstoreUrl === undefined }
  await withOwnDatabase(config, (connectionString) => migrateAll(connectionString, options))
  output.answer({ migrated: true }, () => '数据库结构已是最新 the schemas are current')
}
