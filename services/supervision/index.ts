import { loadRulebook } from '@case-ledger/rulebook'
import type { ServiceModule } from '@case-ledger/service-kit'
import { finding } from './finding.ts'
import { matterFiles } from './projections.ts'
import { createQueries } from './queries.ts'
import { screening } from './reactions.ts'
import { routes } from './routes.ts'

export { lookAtMatter } from './look.ts'
export { type FindingJson, jsonOf, viewOf } from './present.ts'
export { createQueries } from './queries.ts'
export { presenterOf } from './routes.ts'
export { SIGNAL_FAMILIES } from './screening.ts'
export { findingsPage } from './sheet/page.ts'

/** 法律监督: reads what the agencies recorded, judges it by the rulebook and writes findings back. */
export const module: ServiceModule = {
  name: 'supervision',
  aggregates: [finding],
  projections: [matterFiles],
  reactions: ({ reader, now }) => [screening({ queries: createQueries(reader), rulebook: loadRulebook(), now })],
  routes,
}
