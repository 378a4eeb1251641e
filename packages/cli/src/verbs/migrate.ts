import { LedgerError } from '@case-ledger/contracts'
import { type Config, migrateAll } from '@case-ledger/service-kit'
import { openEmbedded } from '@case-ledger/service-kit/embedded'
import type { Output } from '../output.ts'

/** Brings the schemas forward under an advisory lock; nothing to do is fine. */
export const migrateVerb = async (config: Config, output: Output): Promise<void> => {
  if (config.databaseUrl) await migrateAll(config.databaseUrl)
  else {
    const embedded = await openEmbedded(config.data)
    try {
      if (embedded.attached) throw new LedgerError('run.data_in_use', { detail: config.data })
      await migrateAll(embedded.connectionString)
    } finally {
      await embedded.stop()
    }
  }
  output.answer({ migrated: true }, () => '数据库结构已是最新 the schemas are current')
}
