import { z } from 'zod'
import { agencyId, MODES, matterId, provenance } from './envelope.ts'

/**
 * One line of an acts file (`*.acts.jsonl`), the interchange and import format, and the body of HTTP acts.
 * `act` is a command's name, `service.aggregate.verb`; `on` names the aggregate within the matter.
 */
export const actLine = z.strictObject({
  v: z.literal(1),
  matter: matterId.optional(),
  act: z.string().regex(/^[a-z-]+\.[a-zA-Z]+\.[a-zA-Z]+$/),
  on: z.string().min(1).max(64).optional(),
  /** `2024`, `2024-03`, `2024-03-01`, an ISO instant with offset, or `unknown` (reports only). */
  at: z.string(),
  precision: z.enum(['instant', 'day', 'month', 'year']).optional(),
  agency: agencyId,
  officers: z.array(z.string().max(100)).max(50).optional(),
  mode: z.enum(MODES).default('perform'),
  provenance: provenance.optional(),
  /** Caller's own id of the line; part of what makes the line itself, nothing more. */
  id: z.string().max(200).optional(),
  data: z.record(z.string(), z.unknown()),
})
export type ActLine = z.infer<typeof actLine>
