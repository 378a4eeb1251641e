import { loadRulebook } from '@case-ledger/rulebook'
import type { ServiceModule } from '@case-ledger/service-kit'
import { finding } from './finding.ts'
import { matterFiles } from './projections.ts'
import { screening } from './reactions.ts'
import { createQueries } from './read/queries.ts'
import { routes } from './routes.ts'

export { type FindingJson, jsonOf, viewOf } from './read/present.ts'
export { createQueries } from './read/queries.ts'
export { presenterOf } from './routes.ts'
export { lookAtMatter } from './screening/look.ts'
export { SIGNAL_FAMILIES } from './screening/screening.ts'
export type { FindingView } from './sheet/model.ts'
export { findingsPage } from './sheet/page.ts'

/** 法律监督: reads what the agencies recorded, judges it by the rulebook and writes findings back. */
export const module: ServiceModule = {
  name: 'supervision',
  aggregates: [finding],
  projections: [matterFiles],
  reactions: ({ reader, now }) => [screening({ queries: createQueries(reader), rulebook: loadRulebook(), now })],
  routes,
}
