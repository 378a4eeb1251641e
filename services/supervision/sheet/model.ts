import type { Assessment, FactSheet, FindingRaised } from '@case-ledger/contracts'
import type { Explained } from '../explain/explain.ts'
import type { MatterFile } from '../file/matter-file.ts'
import type { FindingStatus } from '../finding.ts'

/** All that a page about one finding is made of, gathered by whoever has the rights to it. */
export type FindingView = {
  finding: FindingRaised
  status: FindingStatus
  family: { zh: string; en: string }
  explained: Explained
  file: MatterFile
  assessment: Assessment | undefined
  sheet: FactSheet | undefined
  party: { name: string; code: string | undefined }
  title: string | undefined
  rule: { zh: string; en: string } | undefined
  elementName: (key: string) => string
}
