import type { Assessment } from '@case-ledger/contracts'
import type { MatterFile } from '../file/matter-file.ts'
import { SUBJECT } from '../file/testing.ts'
import type { Look } from './suspicion.ts'

/** An assessment for specs: 214, at the decision, number met under a confirmed rule. */
export const assessed = (more: Partial<Assessment> = {}): Assessment => ({
  matter: 'M1',
  subject: SUBJECT,
  offence: '214',
  question: 'at-decision',
  verdict: 'met',
  rule: 'T04-214-s',
  limb: { basis: 'sales', tier: 'base' },
  measured: { value: 14_000_000, unit: 'fen', amounts: [] },
  threshold: { value: 5_000_000, unit: 'fen' },
  lawAt: '2018-07-09',
  elements: { registered_mark: 'yes', knowledge: 'yes' },
  missing: [],
  against: [],
  confirmed: true,
  limitation: { ends: null, passed: 'unknown' },
  limbs: [],
  ...more,
})

export const lookAt = (
  file: MatterFile,
  assessments: readonly Assessment[] = [assessed()],
  more: Partial<Look> = {},
): Look => ({
  file,
  assessments,
  today: '2026-11-24',
  seriesOf: (rule) => `series of ${rule}`,
  finesThatImply: [{ rule: 'DTM19-60', right: 'goods_mark', above: 25_000_000, from: '2014-05-01', to: null }],
  repeatWindow: () => undefined,
  term: () => 'unknown',
  priors: {},
  ...more,
})
