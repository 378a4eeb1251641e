import type { ServiceModule } from '@case-ledger/service-kit'
import { projections } from './projections.ts'
import { routes } from './routes.ts'

export { findMattersOfAgency, takesPart } from './read-models/agency-matters.ts'
export { findTargets } from './read-models/matter-index.ts'
export { readTimeline, type Timeline, type TimelineEntry, type TimelineQuery } from './read-models/matter-timeline.ts'
export { findMattersOfSubject } from './read-models/subject-index.ts'

/** 查询: read models of all services' events, and the queries over them. It records nothing. */
export const module: ServiceModule = { name: 'views', aggregates: [], projections, routes }
