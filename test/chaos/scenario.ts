import type { Random } from './random.ts'

/** What a scenario may use. */
export type Context = {
  random: Random
  /** Faults and pauses cut down to a few seconds, for the ordinary test run. */
  short: boolean
  /** Aborts when the time for all scenarios is up: a scenario then stops making faults and judges what it has. */
  deadline: AbortSignal
  /** A line for whoever watches. */
  say(line: string): void
}

/** What came of it, judged by a journal outside the processes that were harmed. */
export type Outcome = {
  /** Server and version, e.g. `PostgreSQL 18.4`. */
  server: string
  /** The faults in words. */
  faults: string
  /** How many were made. */
  made: number
  /** Appends acknowledged to a writer; events handled, where a scenario is about a projection. */
  acknowledged: number
  /** Acknowledged and not there, or not byte for byte. */
  lost: number
  /** There more than once. */
  doubled: number
  /** Every other promise that did not hold. */
  wrong: readonly string[]
  /** Figures worth knowing: time of recovery, codes of the errors met. */
  note?: string
}

/** Why it could not be run here. */
export type Skipped = { server: string; skipped: string }

export type Scenario = {
  /** kebab-case, for `--only`. */
  name: string
  /** Cheap enough for the ordinary test run. */
  short?: true
  run(context: Context): Promise<Outcome | Skipped>
}

export const isSkipped = (result: Outcome | Skipped): result is Skipped => 'skipped' in result

export const failed = (result: Outcome | Skipped): boolean =>
  !isSkipped(result) && result.lost + result.doubled + result.wrong.length > 0
