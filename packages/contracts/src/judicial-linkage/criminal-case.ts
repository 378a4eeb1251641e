import { z } from 'zod'
import { defineContract } from '../define.ts'
import { agencyId } from '../envelope.ts'
import { amount, offence } from '../facts.ts'
import { party, subjectId } from '../party.ts'

/** How the matter came to the police 案件来源. */
export const ROUTES = [
  'admin_transfer',
  'police_first', // reported to or found by the police themselves
  'joint', // agency and police on the spot together
  'procuratorate_supervision', // filed only after the procuratorate stepped in
  'procuratorate_advised', // agency transferred on the procuratorate's advice
  'parallel', // police and agency side by side
  'not_stated',
] as const
/** 不起诉 of which kind: 法定 · 酌定(相对) · 存疑 · 附条件. */
export const NON_PROSECUTION_KINDS = [
  'statutory',
  'discretionary',
  'insufficient_evidence',
  'conditional',
  'unstated',
] as const

const suspect = z.strictObject({
  suspect: subjectId.optional(),
  party: party.optional(),
  offences: z.array(offence).default([]),
})
const ofSuspect = <T extends z.ZodRawShape>(shape: T) => suspect.extend(shape)

const opened = z.strictObject({
  route: z.enum(ROUTES),
  from: agencyId.optional(),
  suspects: z.array(party).max(200).default([]),
})
const received = z.strictObject({
  from: agencyId.optional(),
  how: z.enum(['signed', 'refused_to_sign', 'sent_back_orally', 'unknown']).default('unknown'),
})
const filing = ofSuspect({ documentNumber: z.string().max(100).optional() })
const nonFiling = ofSuspect({ reasons: z.string().max(1000).optional() })
const arrest = ofSuspect({ approved: z.boolean().optional(), detention: z.boolean().optional() })
const prosecution = ofSuspect({ stage: z.enum(['sent_for_prosecution', 'prosecuted']) })
const nonProsecution = ofSuspect({ kind: z.enum(NON_PROSECUTION_KINDS), reasons: z.string().max(1000).optional() })
const judgment = ofSuspect({
  verdict: z.enum(['guilty', 'acquitted']),
  /** 刑期与罚金 as the judgment says; no names. */
  sentence: z.string().max(500).optional(),
  criminalFine: z.int().min(0).optional(),
  heads: z.int().min(1).optional(),
  instance: z.enum(['first', 'second', 'retrial', 'unknown']).default('unknown'),
  amounts: z.array(amount).default([]),
})
const returned = z.strictObject({
  to: agencyId.optional(),
  goodsToo: z.boolean().optional(),
  reasons: z.string().max(1000).optional(),
})

/** 刑事案件: the criminal side of a matter, with a state for each suspect. */
export const criminalCaseContract = defineContract({
  service: 'judicial-linkage',
  aggregate: 'criminalCase',
  zh: '刑事案件',
  events: {
    CriminalCaseOpened: { version: 1, data: opened },
    CriminalCaseReceived: { version: 1, data: received },
    CriminalCaseAccepted: { version: 1, data: z.strictObject({ number: z.string().max(100).optional() }) },
    CriminalCaseFiled: { version: 1, data: filing },
    CriminalCaseNotFiled: { version: 1, data: nonFiling },
    SuspectArrested: { version: 1, data: arrest },
    SuspectProsecuted: { version: 1, data: prosecution },
    SuspectNotProsecuted: { version: 1, data: nonProsecution },
    SuspectJudged: { version: 1, data: judgment },
    CriminalCaseReturned: { version: 1, data: returned },
  },
  commands: {
    open: { data: opened, opens: true },
    receive: { data: received },
    accept: { data: z.strictObject({ number: z.string().max(100).optional() }) },
    file: { data: filing },
    refuseFiling: { data: nonFiling },
    arrest: { data: arrest },
    prosecute: { data: prosecution },
    decideNonProsecution: { data: nonProsecution },
    judge: { data: judgment },
    returnToAgency: { data: returned },
  },
})
