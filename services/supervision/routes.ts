import { type Assessment, LedgerError, shanghaiDay } from '@case-ledger/contracts'
import { loadRulebook } from '@case-ledger/rulebook'
import type { RouteParts, ServiceModule } from '@case-ledger/service-kit'
import { z } from 'zod'
import { jsonOf, type Presenter, viewOf } from './read/present.ts'
import { createQueries } from './read/queries.ts'
import { lookAtMatter } from './screening/look.ts'
import { findingsPage } from './sheet/page.ts'

const LISTED = ['open', 'cleared', 'closed', 'superseded'] as const
const asked = z.strictObject({
  status: z.enum(LISTED).optional(),
  /** Position that a write returned: the answer has seen it. */
  atLeast: z.string().regex(/^\d+$/).optional(),
})

/** Findings and assessments over HTTP: for the procuratorate only (`read-finding` of the access table). */
export const routes: ServiceModule['routes'] = (server, parts) => {
  const presenter = presenterOf(parts)
  const { queries } = presenter
  server.get(
    '/supervision/findings',
    {
      schema: {
        tags: ['supervision'],
        summary: '监督线索 findings to verify',
        querystring: asked,
        security: [{ bearer: [] }],
      },
    },
    async (request) => {
      requireReader(parts, parts.principalOf(request))
      const { status, atLeast } = asked.parse(request.query)
      const rows = await queries.findings({ statuses: [status ?? 'open'] }, at(atLeast))
      const findings = []
      for (const row of rows) findings.push(jsonOf(await viewOf(row, presenter)))
      return { findings }
    },
  )
  server.get(
    '/supervision/worklist',
    {
      schema: {
        tags: ['supervision'],
        summary: '线索清单及核查表 worklist and printed sheets (HTML)',
        security: [{ bearer: [] }],
      },
    },
    async (request, reply) => {
      requireReader(parts, parts.principalOf(request))
      const views = []
      for (const row of await queries.findings({ statuses: ['open'] })) views.push(await viewOf(row, presenter))
      return reply.type('text/html; charset=utf-8').send(findingsPage(views, parts.now()))
    },
  )
  const oneMatter = z.strictObject({ matter: z.string() })
  server.get(
    '/supervision/matters/:matter/assessments',
    {
      schema: {
        tags: ['supervision'],
        summary: '规则判断 assessments of a matter',
        params: oneMatter,
        security: [{ bearer: [] }],
      },
    },
    async (request): Promise<{ assessments: readonly Assessment[] }> => {
      requireReader(parts, parts.principalOf(request))
      const { matter } = oneMatter.parse(request.params)
      const file = await queries.file(matter)
      if (file === undefined) throw new LedgerError('target.not_found', { field: 'matter' })
      return { assessments: lookAtMatter(file, presenter.rulebook, presenter.today()).assessments }
    },
  )
}

export const presenterOf = ({
  reader,
  readEvent,
  now,
}: Pick<RouteParts, 'reader' | 'readEvent' | 'now'>): Presenter => ({
  rulebook: loadRulebook(),
  queries: createQueries(reader),
  readEvent,
  today: () => shanghaiDay(now()),
})

const at = (atLeast: string | undefined) => (atLeast === undefined ? {} : { atLeast: BigInt(atLeast) })

const requireReader = (
  { access, region }: RouteParts,
  principal: Parameters<RouteParts['access']>[0]['principal'],
): void => {
  const decision = access({
    principal,
    action: { service: 'supervision', aggregate: 'finding', verb: 'read', fieldClass: 'M2' },
    resource: { audience: [], region },
  })
  if (!decision.allow) throw new LedgerError('auth.forbidden', { detail: decision.why })
}
