import { z } from 'zod'
import { defineContract } from '../define.ts'
import { party } from '../party.ts'

/** 列入严重违法失信名单 (令44) of an enterprise, legal representative or responsible person. */
export const LISTED_KINDS = ['enterprise', 'legal_representative', 'responsible_person'] as const

const decided = z.strictObject({
  kind: z.enum(LISTED_KINDS),
  party,
  /** The penalty decision or other fact it rests on, and the provision cited. */
  basis: z
    .strictObject({ decision: z.string().max(200).optional(), provision: z.string().max(200).optional() })
    .optional(),
  /** Consent of the next higher regulator 上一级同意, which offices of a county or city need; a provincial office says `not_needed`. */
  superiorConsented: z.union([z.boolean(), z.literal('not_needed')]).optional(),
  noticed: z.boolean().optional(),
})
const removed = z.strictObject({
  ground: z.enum(['expired', 'repaired', 'revoked', 'corrected']),
  reasons: z.string().max(1000).optional(),
})

export const listingContract = defineContract({
  service: 'credit-blacklisting',
  aggregate: 'listing',
  zh: '列入严重违法失信名单',
  events: {
    ListingDecided: { version: 1, data: decided },
    ListingRemoved: { version: 1, data: removed },
  },
  commands: {
    decide: { data: decided, opens: true },
    remove: { data: removed },
  },
})
