import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importFile } from '../../../packages/cli/src/import-file.ts'
import { ACTS_PER_MATTER, writeActsFile } from '../acts.ts'
import { type Measured, timed } from '../load.ts'
import type { System } from '../system.ts'

/** A file of so many acts through the command handler while the processors run; and until every finding is there. */
export const importActs = async (system: System, acts: number): Promise<{ recorded: Measured; screened: Measured }> => {
  const folder = mkdtempSync(join(tmpdir(), 'case-ledger-bench-'))
  const file = join(folder, 'acts.jsonl')
  writeActsFile(file, acts / ACTS_PER_MATTER)
  const { app, operator } = system
  let recorded: Measured | undefined
  const count = async () => {
    const result = await importFile(file, {
      ...{ handler: app.handler, importKey: app.importKey, processors: app.processors, principal: operator },
    })
    if (result.acts.recorded !== acts) throw new Error(`not all recorded: ${JSON.stringify(result)}`)
    return result.acts.recorded
  }
  const screened = await timed(async () => {
    recorded = await timed(count)
    await system.caughtUp()
    return acts
  })
  rmSync(folder, { recursive: true })
  return { recorded: recorded!, screened }
}
