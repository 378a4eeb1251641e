import { assess, type Rulebook } from '@case-ledger/rulebook'
import type { Look, Prior } from '../families/suspicion.ts'
import { factsOf } from '../file/facts.ts'
import type { MatterFile } from '../file/matter-file.ts'
import { lawFor } from './law.ts'

/** A matter laid before the families: its file, the rulebook's assessments, the law of the day, earlier punishments. */
export const lookAtMatter = (
  file: MatterFile,
  rulebook: Rulebook,
  today: string,
  priors: Record<string, Prior[]> = {},
): Look => ({
  file,
  assessments: assess(factsOf(file), rulebook, { today }),
  today,
  priors,
  ...lawFor(rulebook, today),
})
