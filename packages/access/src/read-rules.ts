import type { FieldClass } from '@case-ledger/contracts'
import type { AccessRole, AgencyKind } from './principal.ts'

/**
 * One row: of these aggregates, these kinds of agency in these roles read fields up to a class. `when`: as a participant, or
 * wherever the matter lies in the reader's region.
 */
export type ReadRule = {
  id: string
  /** `service.aggregate`. */
  aggregates: readonly string[]
  upTo: FieldClass
  kinds: readonly AgencyKind[] | 'any'
  roles: readonly AccessRole[]
  when: 'participant' | 'region'
  why: string
}

const CASEWORK = [
  'intake.lead',
  'intake.case',
  'referral.transfer',
  'judicial-linkage.criminalCase',
  'judicial-linkage.instrument',
  'credit-blacklisting.listing',
] as const
const OFFICERS = ['case_officer', 'legal_reviewer', 'head'] as const
const PROCURATORS = [
  'criminal_section',
  'administrative_section',
  'complaints_section',
  'case_management',
  'chief_procurator',
] as const

export const READ_RULES: readonly ReadRule[] = [
  {
    id: 'read-participant',
    aggregates: CASEWORK,
    upTo: 'M1',
    kinds: 'any',
    roles: [...OFFICERS, ...PROCURATORS],
    when: 'participant',
    why: 'agencies read the matters they take part in',
  },
  {
    id: 'read-investigation',
    aggregates: CASEWORK,
    upTo: 'M2',
    kinds: ['police', 'procuratorate', 'court'],
    roles: [...OFFICERS, ...PROCURATORS],
    when: 'participant',
    why: 'the bodies of the criminal side read its investigation where they take part',
  },
  {
    id: 'read-procuratorate',
    aggregates: CASEWORK,
    upTo: 'M1',
    kinds: ['procuratorate'],
    roles: PROCURATORS,
    when: 'region',
    why: 'the procuratorate supervises the matters of its region',
  },
  {
    id: 'read-analyst',
    aggregates: CASEWORK,
    upTo: 'M0',
    kinds: 'any',
    roles: ['analyst'],
    when: 'region',
    why: 'an analyst counts milestones',
  },
  {
    id: 'read-finding',
    aggregates: ['supervision.finding'],
    upTo: 'M2',
    kinds: ['procuratorate'],
    roles: PROCURATORS,
    when: 'region',
    why: 'a finding is the procuratorate’s alone until an instrument issues',
  },
]
