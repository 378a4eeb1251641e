import { SpanKind } from '@opentelemetry/api'

/**
 * Everything a span may say, under its name outside. Ids and counts only: no person's name, number, title or words; the
 * compiler lets nothing else in.
 */
export const ATTRIBUTES = {
  /** 案件链编号 */
  matter: 'case_ledger.matter',
  stream: 'case_ledger.stream',
  /** `service.aggregate.verb`, once it is known that there is such an act. */
  act: 'case_ledger.act',
  /** The agency that acted. */
  agency: 'case_ledger.agency',
  /** Number of the line in its file. */
  line: 'case_ledger.line',
  /** Events written or handled. */
  events: 'case_ledger.events',
  /** Appends of other callers that shared the commit, and this one. */
  batch: 'case_ledger.batch_size',
  processor: 'case_ledger.processor',
  /** What became of it: `recorded`, `known`, `appended`, `conflict` … */
  outcome: 'case_ledger.outcome',
  /** Code of the error catalogue. */
  code: 'error.type',
  method: 'http.request.method',
  /** Template of the address, never the address. */
  route: 'http.route',
  status: 'http.response.status_code',
} as const
export type Attribute = keyof typeof ATTRIBUTES

type SpanRow = { kind: SpanKind; says: readonly Attribute[] }

/** Every span of the system: its name, kind and what it says. */
export const SPANS = {
  'http.request': { kind: SpanKind.SERVER, says: ['method', 'route', 'status'] },
  'import.line': { kind: SpanKind.INTERNAL, says: ['line', 'code'] },
  'handler.submit': { kind: SpanKind.INTERNAL, says: ['act', 'matter', 'agency', 'stream', 'outcome', 'code'] },
  'ledger.append': { kind: SpanKind.CLIENT, says: ['stream', 'events', 'batch', 'outcome', 'code'] },
  /** Child of the act that caused it. */
  reaction: { kind: SpanKind.CONSUMER, says: ['processor', 'matter', 'stream', 'code'] },
  /** A trace of its own, linked to the acts whose events it took in. */
  'projection.batch': { kind: SpanKind.CONSUMER, says: ['processor', 'events', 'code'] },
} as const satisfies Record<string, SpanRow>
export type SpanName = keyof typeof SPANS

/** Values for what a span says. */
export type Says<N extends SpanName> = { [A in (typeof SPANS)[N]['says'][number]]?: string | number | undefined }
