import type { Contestant } from './contestant.ts'
import type { Measured } from './load.ts'

/** One thing that is measured, of every contestant that can do it or of those named in `only`. */
export type Scenario = {
  name: string
  /** Higher is better, except milliseconds, which are p99. */
  unit: 'appends/s' | 'events/s' | 'acts/s' | 'ms'
  only?: readonly string[]
  /** What a contestant must have to take part. */
  needs?: 'readAll'
  run(contestant: Contestant, forMs: number): Promise<Measured>
}

/** All runs of one contestant at one thing. */
export type Figure = { scenario: string; unit: Scenario['unit']; contestant: string; runs: Measured[] }

export const runValue = ({ unit }: Figure, run: Measured): number => (unit === 'ms' ? run.p99 : run.perSecond)

export type Spread = { min: number; median: number; max: number; p99: number }

export const spreadOf = (figure: Figure): Spread => {
  const values = figure.runs.map((run) => runValue(figure, run)).sort((a, b) => a - b)
  const p99s = figure.runs.map((run) => run.p99).sort((a, b) => a - b)
  const middle = (sorted: readonly number[]) => sorted[sorted.length >> 1] ?? Number.NaN
  return { min: values[0] ?? Number.NaN, median: middle(values), max: values.at(-1) ?? Number.NaN, p99: middle(p99s) }
}
