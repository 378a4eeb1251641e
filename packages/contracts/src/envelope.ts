import { z } from 'zod'
import { occurredAt, when } from './when.ts'

/** Two ways to write an act (D1): now, by this agency; or afterwards, from papers or a feed. */
export const MODES = ['perform', 'report'] as const
export type Mode = (typeof MODES)[number]

/** A matter id 案件链编号, given by whoever opens it: the correlation id on every event. */
export const matterId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:〔〕()（）-]*$/u)

/** An agency id 单位代码: lower-case words and digits joined by `-`, given by the directory. */
export const agencyId = z
  .string()
  .max(120)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u)

/** Where a reported act was read 来源. Published sources name the page, files name the paper. */
export const provenance = z.strictObject({
  kind: z.enum(['published_case', 'paper_file', 'feed', 'other_agency', 'correction']),
  source: z.string().max(500),
  url: z.string().max(500).optional(),
  /** Day the source was made public 公开日: what it tells happened no later. Never the date of an act. */
  publishedAt: when.optional(),
  /** Fields the source gives as approximate or that were read out of prose rather than stated as data. */
  inferred: z.array(z.string()).optional(),
})
export type Provenance = z.infer<typeof provenance>

/** A guard that did not hold when an act was reported: `no`, or `unknown` because the file does not say. */
export const irregularity = z.strictObject({
  code: z.string(),
  held: z.enum(['no', 'unknown']),
  rule: z.string().optional(),
  field: z.string().optional(),
})
export type Irregularity = z.infer<typeof irregularity>

export const actor = z.strictObject({
  kind: z.enum(['user', 'service', 'import']),
  id: z.string(),
  agency: agencyId,
})
export type Actor = z.infer<typeof actor>

/** The header of every event (D2): what the writer says. What the store adds stands beside it, see `Stored`. */
export const eventHeader = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  schemaVersion: z.int().min(1),
  commandId: z.string(),
  /** Fingerprint of the command's content: the same `commandId` with another content is refused. */
  commandHash: z.string(),
  causationId: z.uuid().optional(),
  matter: matterId.optional(),
  /** Local name of the aggregate within its matter, on the event that opens it (`on` in an acts file). */
  on: z.string().max(64).optional(),
  /** The agency that acted; `actor` is who entered it. */
  agency: agencyId,
  actor,
  officers: z.array(z.string()).optional(),
  mode: z.enum(MODES),
  provenance: provenance.optional(),
  irregularities: z.array(irregularity).optional(),
  occurredAt,
  basis: z.strictObject({ rulebookDigest: z.string(), directoryPosition: z.string().optional() }),
  classification: z.enum(['M0', 'M1', 'M2']),
  /** Policy input for access (participating agencies), not a list of readers. */
  audience: z.array(agencyId),
  documents: z.array(z.strictObject({ hash: z.string(), title: z.string(), pages: z.int().optional() })).optional(),
  traceparent: z.string().optional(),
  agencyEnvelope: z.strictObject({ seq: z.int(), prevHash: z.string(), sig: z.string() }).optional(),
})
export type EventHeader = z.infer<typeof eventHeader>

/** An event as read back: header and data by the writer, the rest given by the store at commit. */
export type Stored<E extends { type: string; data: unknown } = { type: string; data: unknown }> = {
  stream: string
  /** 0-based place in its stream. */
  revision: number
  /** Ordered position in the store; a decimal string in JSON. */
  position: bigint
  /** ISO instant, UTC, the ledger's own time of recording 入账时间. */
  recordedAt: string
  header: EventHeader
} & E
