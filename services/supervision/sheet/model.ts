import type { Assessment, FactSheet, FindingRaised } from '@case-ledger/contracts'
import type { Explained } from '../explain/explain.ts'
import type { Sentence } from '../explain/reasons.ts'
import type { MatterFile } from '../file/matter-file.ts'
import type { FindingStatus } from '../finding.ts'

/** All that a page about one finding is made of, gathered by whoever has the rights to it. */
export type FindingView = {
  finding: FindingRaised
  status: FindingStatus
  family: Sentence
  explained: Explained
  file: MatterFile
  /** The two questions of one offence: was transfer due at the decision; could it still be, today. */
  assessment: Assessment | undefined
  today: Assessment | undefined
  sheet: FactSheet | undefined
  party: { name: string; code: string | undefined }
  rule: Sentence | undefined
  elementName: (key: string) => string
}
