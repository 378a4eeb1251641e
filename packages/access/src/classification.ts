import type { FieldClass } from '@case-ledger/contracts'

/** Milestones 节点信息: what every participant may learn, also of the criminal side (practice: who sees what). */
const MILESTONES: readonly string[] = [
  'TransferDispatched',
  'TransferReceived',
  'TransferFeedbackGiven',
  'CriminalCaseReceived',
  'CriminalCaseAccepted',
  'CriminalCaseFiled',
  'CriminalCaseNotFiled',
  'CriminalCaseReturned',
]
const INVESTIGATION: readonly string[] = ['criminalCase', 'finding']

/** Class of an event as a whole; single fields may be stricter. */
export const classificationOf = (aggregate: string, eventType: string): FieldClass =>
  MILESTONES.includes(eventType) ? 'M0' : INVESTIGATION.includes(aggregate) ? 'M2' : 'M1'
