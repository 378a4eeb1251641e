import type { Projection } from '@case-ledger/projections'
import { agencyMatters } from './read-models/agency-matters.ts'
import { matterIndex } from './read-models/matter-index.ts'
import { matterTimeline } from './read-models/matter-timeline.ts'
import { subjectIndex } from './read-models/subject-index.ts'

/** Read models of this service. */
export const projections: readonly Projection[] = [matterIndex, matterTimeline, subjectIndex, agencyMatters]
