import type { Mode } from '@case-ledger/contracts'
import type { AccessRole, AgencyKind } from './principal.ts'

/**
 * One row: these commands may be given, in these modes, by these kinds of agency in these roles. What no row names is refused.
 * `where`: only by an agency that already takes part in what exists, or in whose region the matter lies; anywhere when left
 * out. `othersActs`: also acts of another agency (a report from its papers); otherwise only one's own.
 */
export type CommandRule = {
  id: string
  /** `service.aggregate.verb`; `service.aggregate.*` for every verb. */
  commands: readonly string[]
  modes: readonly Mode[]
  kinds: readonly AgencyKind[] | 'any'
  roles: readonly AccessRole[]
  where?: 'participant' | 'region'
  othersActs?: true
  why: string
}

const ENFORCERS = ['market_regulator', 'culture', 'agriculture', 'customs', 'tobacco', 'drug', 'other'] as const
const SECTIONS = ['criminal_section', 'administrative_section', 'complaints_section', 'chief_procurator'] as const
const OFFICERS = ['case_officer', 'head'] as const

const CASEWORK = [
  'intake.lead.*',
  'intake.case.*',
  'referral.transfer.*',
  'judicial-linkage.criminalCase.*',
  'judicial-linkage.instrument.*',
  'credit-blacklisting.listing.*',
] as const

export const COMMAND_RULES: readonly CommandRule[] = [
  {
    id: 'lead',
    commands: ['intake.lead.*'],
    modes: ['perform'],
    kinds: [...ENFORCERS, 'police', 'procuratorate'],
    roles: [...OFFICERS, ...SECTIONS],
    where: 'participant',
    why: 'every agency registers and settles its own leads',
  },
  {
    id: 'case',
    commands: ['intake.case.*'],
    modes: ['perform'],
    kinds: ENFORCERS,
    roles: OFFICERS,
    where: 'participant',
    why: 'an enforcement agency handles its own cases',
  },
  {
    id: 'transfer-prepared',
    commands: ['referral.transfer.report', 'referral.transfer.dispatch', 'referral.transfer.handOverGoods'],
    modes: ['perform'],
    kinds: [...ENFORCERS, 'police', 'procuratorate', 'court'],
    roles: [...OFFICERS, ...SECTIONS],
    where: 'participant',
    why: 'the sending agency prepares and sends (310号 art. 5, 6, 12; reverse: from police, procuratorate or court)',
  },
  {
    id: 'transfer-decided',
    commands: ['referral.transfer.decide'],
    modes: ['perform'],
    kinds: [...ENFORCERS, 'police', 'procuratorate', 'court'],
    roles: ['head', 'chief_procurator'],
    where: 'participant',
    why: 'the head approves or refuses (310号 art. 5)',
  },
  {
    id: 'transfer-answered',
    commands: ['referral.transfer.receive', 'referral.transfer.giveFeedback'],
    modes: ['perform'],
    kinds: 'any',
    roles: [...OFFICERS, ...SECTIONS, 'case_management'],
    where: 'participant',
    why: 'the receiving agency answers',
  },
  {
    id: 'criminal-police',
    commands: [
      'judicial-linkage.criminalCase.open',
      'judicial-linkage.criminalCase.receive',
      'judicial-linkage.criminalCase.accept',
      'judicial-linkage.criminalCase.file',
      'judicial-linkage.criminalCase.refuseFiling',
      'judicial-linkage.criminalCase.arrest',
      'judicial-linkage.criminalCase.prosecute',
      'judicial-linkage.criminalCase.returnToAgency',
    ],
    modes: ['perform'],
    kinds: ['police'],
    roles: OFFICERS,
    where: 'participant',
    why: 'the police accept, file, investigate and send for prosecution',
  },
  {
    id: 'criminal-opened-by-transfer',
    commands: ['judicial-linkage.criminalCase.open'],
    modes: ['perform'],
    kinds: 'any',
    roles: ['service:judicial-linkage'],
    othersActs: true,
    why: 'a transfer to the police opens their side of it by itself',
  },
  {
    id: 'criminal-procuratorate',
    commands: [
      'judicial-linkage.criminalCase.arrest',
      'judicial-linkage.criminalCase.prosecute',
      'judicial-linkage.criminalCase.decideNonProsecution',
      'judicial-linkage.criminalCase.returnToAgency',
    ],
    modes: ['perform'],
    kinds: ['procuratorate'],
    roles: ['criminal_section', 'chief_procurator'],
    where: 'region',
    why: 'the procuratorate approves arrest and decides on prosecution',
  },
  {
    id: 'criminal-court',
    commands: ['judicial-linkage.criminalCase.judge'],
    modes: ['perform'],
    kinds: ['court'],
    roles: OFFICERS,
    where: 'region',
    why: 'the court judges',
  },
  {
    id: 'instrument-issued',
    commands: ['judicial-linkage.instrument.issue', 'judicial-linkage.instrument.serve'],
    modes: ['perform'],
    kinds: ['procuratorate'],
    roles: [...SECTIONS, 'case_management'],
    where: 'region',
    why: 'the procuratorate issues its instruments (诉讼规则 art. 373, 375, 557)',
  },
  {
    id: 'instrument-answered',
    commands: [
      'judicial-linkage.instrument.adopt',
      'judicial-linkage.instrument.reply',
      'judicial-linkage.instrument.recordOutcome',
    ],
    modes: ['perform'],
    kinds: 'any',
    roles: [...OFFICERS, ...SECTIONS, 'case_management'],
    where: 'participant',
    why: 'the addressee adopts and replies',
  },
  {
    id: 'listing',
    commands: ['credit-blacklisting.listing.*'],
    modes: ['perform'],
    kinds: ['market_regulator'],
    roles: OFFICERS,
    where: 'participant',
    why: 'the market regulator lists and removes (令44)',
  },
  {
    id: 'report-from-papers',
    commands: CASEWORK,
    modes: ['report'],
    kinds: 'any',
    roles: [...OFFICERS, ...SECTIONS, 'legal_reviewer', 'case_management'],
    where: 'participant',
    othersActs: true,
    why: 'who takes part may record from papers what was done before, by itself or another',
  },
  {
    id: 'import',
    commands: CASEWORK,
    modes: ['report'],
    kinds: 'any',
    roles: ['importer', 'operator'],
    othersActs: true,
    why: 'an importer brings in files and feeds of any agency, as reports only',
  },
  {
    id: 'mirror-to-police',
    commands: ['judicial-linkage.criminalCase.open', 'judicial-linkage.criminalCase.receive'],
    modes: ['perform', 'report'],
    kinds: 'any',
    roles: ['service:judicial-linkage'],
    othersActs: true,
    why: 'a transfer sent to the police is mirrored to their side (D7)',
  },
  {
    id: 'mirror-to-sender',
    commands: ['referral.transfer.receive', 'referral.transfer.giveFeedback'],
    modes: ['perform', 'report'],
    kinds: 'any',
    roles: ['service:referral'],
    othersActs: true,
    why: 'what the police did on a transfer is mirrored to it (D7)',
  },
  {
    id: 'operator-enters',
    commands: CASEWORK,
    modes: ['perform'],
    kinds: 'any',
    roles: ['operator'],
    othersActs: true,
    why: 'who holds the key of an installation enters acts files of its agencies; every event says that it was so entered',
  },
  {
    id: 'finding-machine',
    commands: [
      'supervision.finding.raise',
      'supervision.finding.revise',
      'supervision.finding.clear',
      'supervision.finding.supersede',
    ],
    modes: ['perform'],
    kinds: 'any',
    roles: ['service:supervision'],
    why: 'the machine raises, revises, clears and supersedes findings (D12)',
  },
  {
    id: 'finding-closed',
    commands: ['supervision.finding.close'],
    modes: ['perform'],
    kinds: ['procuratorate'],
    roles: SECTIONS,
    where: 'region',
    why: 'a named procurator closes a finding, with a reason',
  },
]
