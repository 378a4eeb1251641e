import { OURS } from '../contestants/ours.ts'
import { LARGE } from '../large.ts'
import { timed } from '../load.ts'
import type { Scenario } from '../scenario.ts'

/** All that the appends before it left behind, from the first event on. */
const everything: Scenario = {
  name: 'read all',
  needs: 'readAll',
  unit: 'events/s',
  run: (contestant) => timed(() => contestant.readAll!()),
}

const byType: Scenario = {
  name: 'read by type (one of five)',
  unit: 'events/s',
  only: [OURS, LARGE],
  run: (contestant) => timed(() => contestant.readAll!(['PenaltyImposed'])),
}

export const readScenarios: readonly Scenario[] = [everything, byType]
