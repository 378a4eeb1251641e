import { z } from 'zod'
import { defineContract } from '../define.ts'
import { agencyId } from '../envelope.ts'
import { party } from '../party.ts'
import { personal } from '../personal.ts'

export const LEAD_KINDS = [
  'complaint',
  'report',
  'inspection',
  'monitoring',
  'import',
  'referred',
  'upstream_downstream',
] as const

const registered = z.strictObject({
  kind: z.enum(LEAD_KINDS),
  /** Short title of the matter, as the source gives it. */
  title: personal(z.string().max(300)).optional(),
  /** The subject whose key seals the title; the party where one is named. */
  subject: z.string().optional(),
  party: party.optional(),
  region: z
    .strictObject({ province: z.string().optional(), city: z.string().optional(), county: z.string().optional() })
    .optional(),
  from: agencyId.optional(),
})

/** 线索: what first told an agency of it. */
export const leadContract = defineContract({
  service: 'intake',
  aggregate: 'lead',
  zh: '线索',
  events: {
    LeadRegistered: { version: 1, data: registered },
    LeadPromoted: { version: 1, data: z.strictObject({ case: z.string().optional() }) },
    LeadDismissed: { version: 1, data: z.strictObject({ reasons: z.string().max(1000).optional() }) },
  },
  commands: {
    register: { data: registered, opens: true },
    promote: { data: z.strictObject({ case: z.string().optional() }) },
    dismiss: { data: z.strictObject({ reasons: z.string().max(1000).optional() }) },
  },
})
