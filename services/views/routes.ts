import { CONTRACTS, irregularity, LedgerError, MODES, matterId, occurredAt } from '@case-ledger/contracts'
import type { RouteParts } from '@case-ledger/service-kit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findMattersOfAgency, takesPart } from './read-models/agency-matters.ts'
import { findTargets } from './read-models/matter-index.ts'
import { readTimeline, type TimelineEntry } from './read-models/matter-timeline.ts'

const position = z.string().regex(/^(-1|\d{1,19})$/)
/** A position that a write returned; the answer has seen it. */
const atLeast = z.strictObject({ atLeast: position.optional() })
const day = z.iso.date()

const target = z.object({ service: z.string(), aggregate: z.string(), stream: z.string(), on: z.string().optional() })
const matterView = z.object({ matter: z.string(), aggregates: z.array(target) })

const entry = z.object({
  position,
  id: z.string(),
  stream: z.string(),
  aggregate: z.string(),
  revision: z.int(),
  type: z.string(),
  occurredAt,
  recordedAt: z.string(),
  agency: z.string(),
  mode: z.enum(MODES),
  provenance: z.string().optional(),
  irregularities: z.array(irregularity),
})
const timelineView = z.object({
  matter: z.string(),
  dated: z.array(entry),
  undated: z.array(entry),
  incomplete: z.int(),
})

const agencyView = z.object({
  agency: z.string(),
  matters: z.array(z.object({ matter: z.string(), lastPosition: position, acts: z.int() })),
})

const statusView = z.object({
  processors: z.array(
    z.object({
      processor: z.string(),
      checkpoint: position,
      head: position,
      lag: z.int(),
      parked: z.int(),
      parkedPartitions: z.int(),
      refused: z.int(),
      owner: z.string().nullable(),
      fault: z.string().optional(),
    }),
  ),
})

const SERVICE_OF = new Map<string, string>(CONTRACTS.map((contract) => [contract.aggregate, contract.service]))
const docs = (summary: string) => ({ tags: ['views 查询'], summary, security: [{ bearer: [] }] })
const readOptions = (query: { atLeast?: string | undefined }) =>
  query.atLeast === undefined ? {} : { atLeast: BigInt(query.atLeast) }

/** Queries over read models. Each answers what the access decision lets the asker see, nothing about the rest. */
export const routes = (server: FastifyInstance, { reader, access, principalOf, region, status }: RouteParts): void => {
  const typed = server.withTypeProvider<ZodTypeProvider>()

  /** Says of the matter's aggregates and events which ones the asker may see. */
  const sightOf = async (request: FastifyRequest, matter: string, options: { atLeast?: bigint }) => {
    const principal = principalOf(request)
    const audience = (await takesPart(reader, principal.agency, matter, options)) ? [principal.agency] : []
    return ({ aggregate, classification = 'M0' }: { aggregate: string } & Partial<TimelineEntry>) =>
      access({
        principal,
        action: { service: SERVICE_OF.get(aggregate) ?? '', aggregate, verb: 'read', fieldClass: classification },
        resource: { matter, audience, region },
      }).allow
  }

  /** One answer for what is not there and what is not for the asker. */
  const visibleTargets = async (request: FastifyRequest, matter: string, options: { atLeast?: bigint }) => {
    const sees = await sightOf(request, matter, options)
    const targets = (await findTargets(reader, matter, undefined, options)).filter(sees)
    if (targets.length === 0) throw new LedgerError('target.not_found', { field: 'matter' })
    return { sees, targets }
  }

  typed.get(
    '/views/matters/:matter',
    {
      schema: {
        ...docs('Aggregates of a matter 案件链'),
        params: z.strictObject({ matter: matterId }),
        querystring: atLeast,
        response: { 200: matterView },
      },
    },
    async (request) => {
      const { matter } = request.params
      const { targets } = await visibleTargets(request, matter, readOptions(request.query))
      return {
        matter,
        aggregates: targets.map((found) => ({ ...found, service: SERVICE_OF.get(found.aggregate) ?? '' })),
      }
    },
  )

  typed.get(
    '/views/matters/:matter/timeline',
    {
      schema: {
        ...docs('What happened in a matter, as of a day and as known on a day 时间轴'),
        params: z.strictObject({ matter: matterId }),
        querystring: atLeast.extend({ asOf: day.optional(), knownAt: day.optional() }),
        response: { 200: timelineView },
      },
    },
    async (request) => {
      const { matter } = request.params
      const { asOf, knownAt } = request.query
      const options = readOptions(request.query)
      const { sees } = await visibleTargets(request, matter, options)
      const timeline = await readTimeline(reader, matter, {
        ...options,
        ...(asOf !== undefined && { asOf }),
        ...(knownAt !== undefined && { knownAt }),
      })
      const shown = (entries: readonly TimelineEntry[]) =>
        entries.filter(sees).map((one) => ({
          ...one,
          position: one.position.toString(),
          irregularities: [...one.irregularities],
        }))
      return { ...timeline, matter, dated: shown(timeline.dated), undated: shown(timeline.undated) }
    },
  )

  typed.get(
    '/views/agencies/:agency/matters',
    {
      schema: {
        ...docs('Matters in which an agency takes part, latest first 参与案件'),
        params: z.strictObject({ agency: z.string().max(120) }),
        querystring: atLeast.extend({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
        response: { 200: agencyView },
      },
    },
    async (request) => {
      const { agency } = request.params
      // Whoever may read a case of that agency may know which matters it takes part in.
      const decision = access({
        principal: principalOf(request),
        action: { service: 'intake', aggregate: 'case', verb: 'read', fieldClass: 'M0' },
        resource: { audience: [agency], region },
      })
      if (!decision.allow) throw new LedgerError('auth.forbidden', { detail: decision.why })
      const options = { ...readOptions(request.query), limit: request.query.limit }
      const matters = await findMattersOfAgency(reader, agency, options)
      return { agency, matters: matters.map((one) => ({ ...one, lastPosition: one.lastPosition.toString() })) }
    },
  )

  typed.get(
    '/views/status',
    { schema: { ...docs('How far every projection and reaction is 处理进度'), response: { 200: statusView } } },
    async () => ({
      processors: (await status()).map((one) => ({
        ...one,
        checkpoint: one.checkpoint.toString(),
        head: one.head.toString(),
      })),
    }),
  )
}
