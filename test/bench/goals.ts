import { EMMETT } from './contestants/emmett.ts'
import { BARE_CLIENT, OUR_ADAPTER } from './contestants/eventstore.ts'
import { OURS } from './contestants/ours.ts'
import { RAW } from './contestants/raw.ts'
import { type Figure, runValue, spreadOf } from './scenario.ts'

export type Goal = {
  what: string
  goal: number
  atMost?: true
  unit: string
  value(figures: Figures): number | undefined
}
export type Judged = {
  what: string
  goal: string
  value: number | undefined
  unit: string
  verdict: 'reached' | 'missed' | 'not measured'
}

/** Finds the figure of a contestant (ours when left out). */
export type Figures = (scenario: string, contestant?: string) => Figure | undefined

const middle = (values: readonly number[]): number | undefined => values.toSorted((a, b) => a - b)[values.length >> 1]

/** Median of the ratios round by round: what slowed the machine down in a round slowed both. */
const ratio = (mine: Figure | undefined, theirs: Figure | undefined): number | undefined =>
  mine && theirs && middle(mine.runs.map((run, i) => runValue(mine, run) / runValue(theirs, theirs.runs[i]!)))

const versus =
  (scenario: string, theirs: string, mine = OURS) =>
  (figures: Figures) =>
    ratio(figures(scenario, mine), figures(scenario, theirs))

const median = (scenario: string) => (figures: Figures) => {
  const figure = figures(scenario)
  return figure && spreadOf(figure).median
}

const SINGLE = ['append, 1 caller', 'append, 16 callers', 'append, 64 callers'] as const
const [ONE, SIXTEEN, SIXTY_FOUR] = SINGLE
const BATCHES = 'append of 100 events, 4 callers'

const best = (figures: Figures, contestant: string): Figure | undefined =>
  SINGLE.flatMap((scenario) => figures(scenario, contestant) ?? []).toSorted(
    (a, b) => spreadOf(b).median - spreadOf(a).median,
  )[0]

export const GOALS: readonly Goal[] = [
  { what: `${ONE}: emmett`, goal: 2, unit: '×', value: versus(ONE, EMMETT) },
  { what: `${SIXTEEN}: emmett`, goal: 6, unit: '×', value: versus(SIXTEEN, EMMETT) },
  { what: `${SIXTY_FOUR}: emmett's best`, goal: 9, unit: '×', value: (f) => ratio(f(SIXTY_FOUR), best(f, EMMETT)) },
  {
    ...{ what: `${SIXTY_FOUR}: p99`, goal: 8, atMost: true, unit: 'ms' },
    value: (f) => {
      const figure = f(SIXTY_FOUR)
      return figure && spreadOf(figure).p99
    },
  },
  { what: `${SIXTY_FOUR}: bare EventStoreDB client`, goal: 3, unit: '×', value: versus(SIXTY_FOUR, BARE_CLIENT) },
  {
    ...{ what: `${SIXTY_FOUR}: our adapter to the bare client`, goal: 0.95, unit: '×' },
    value: versus(SIXTY_FOUR, BARE_CLIENT, OUR_ADAPTER),
  },
  { what: `${BATCHES}: raw batched insert`, goal: 0.8, unit: '×', value: versus(BATCHES, RAW) },
  { what: BATCHES, goal: 30_000, unit: 'events/s', value: median(BATCHES) },
  { what: 'read all', goal: 100_000, unit: 'events/s', value: median('read all') },
  { what: 'rebuild of a projection', goal: 30_000, unit: 'events/s', value: median('rebuild of a projection') },
  {
    what: 'import of a file, all recorded',
    goal: 1_500,
    unit: 'acts/s',
    value: median('import of a file, all recorded'),
  },
  { what: 'act to finding: p99', goal: 150, atMost: true, unit: 'ms', value: median('act to finding') },
]

export const judge = (goals: readonly Goal[], all: readonly Figure[]): Judged[] => {
  const figures: Figures = (scenario, contestant = OURS) =>
    all.find((figure) => figure.scenario === scenario && figure.contestant === contestant)
  return goals.map(({ what, goal, atMost, unit, value: valueIn }) => {
    const value = valueIn(figures)
    const reached = value !== undefined && (atMost ? value <= goal : value >= goal)
    const verdict = value === undefined ? 'not measured' : reached ? 'reached' : 'missed'
    return { what, goal: `${atMost ? '≤' : '≥'} ${goal}`, value, unit, verdict }
  })
}
