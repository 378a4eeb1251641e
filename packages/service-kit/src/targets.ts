import type { Position } from '@case-ledger/ledger'

/** An aggregate of a matter: its stream, and the name it was opened with, if any. */
export type Target = { on?: string; stream: string }

/**
 * Which aggregates a matter has. It may lag behind the ledger; with `atLeast` it answers only once it has seen that position
 * or gives up waiting.
 */
export type Targets = {
  find(matter: string, aggregate: string, atLeast?: Position): Promise<readonly Target[]>
}
