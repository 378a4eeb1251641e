import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLE_FILE } from '@case-ledger/interchange'
import type { Config } from '@case-ledger/service-kit'
import type { Output } from './output.ts'
import type { Session } from './session.ts'
import { importWithProgress } from './verbs/import.ts'

/**
 * Brings the published cases into an empty ledger. A data folder remembers that this was begun, so that the next start
 * completes what was interrupted.
 */
export const importSample = async (session: Session, config: Config, output: Output): Promise<void> => {
  const begun = config.databaseUrl ? undefined : join(config.data, 'sample-begun')
  const interrupted = begun !== undefined && existsSync(begun)
  if (!interrupted && (await session.app.ledger.head()) >= 0n) return
  if (begun) writeFileSync(begun, '')
  const { lines, acts, warnings } = await importWithProgress(SAMPLE_FILE, session, output, { notes: 'counted' })
  if (begun) rmSync(begun)
  output.note(
    `已导入公开案例 published cases imported: ${lines} · 行为 acts ${acts.recorded + acts.known} · 提示 notes ${warnings}`,
  )
}
