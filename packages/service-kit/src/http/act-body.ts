import { agencyId, irregularity, MODES, matterId, PRECISIONS, provenance } from '@case-ledger/contracts'
import { z } from 'zod'

const EVERY_ACT = {
  /** `2024`, `2024-03`, `2024-03-01`, an instant with offset, or `unknown` (reports only). */
  at: z.string(),
  precision: z.enum(PRECISIONS).optional(),
  /** Who acted; the token's agency when left out. */
  agency: agencyId.optional(),
  officers: z.array(z.string().max(100)).max(50).optional(),
  mode: z.enum(MODES).default('perform'),
  provenance: provenance.optional(),
}

/** Body of an act over HTTP: an act's line without what the address and the token already say. */
export const actBody = (data: z.ZodType, { opens }: { opens: boolean }) =>
  opens
    ? z.strictObject({ matter: matterId, on: z.string().min(1).max(64).optional(), ...EVERY_ACT, data })
    : z.strictObject({ ...EVERY_ACT, data })

/** Either body once parsed. */
export type ActBody = {
  matter?: string
  on?: string
  data: Record<string, unknown>
} & z.output<z.ZodObject<typeof EVERY_ACT>>

export const receiptSchema = z.object({
  outcome: z.enum(['recorded', 'known', 'unchanged']),
  stream: z.string(),
  revision: z.int(),
  position: z.string(),
  eventIds: z.array(z.string()),
  irregularities: z.array(irregularity),
})

export const stateSchema = z.object({
  stream: z.string(),
  matter: z.string().optional(),
  revision: z.int(),
  state: z.unknown(),
})
