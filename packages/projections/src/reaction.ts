import { createHash } from 'node:crypto'
import type { Stored } from '@case-ledger/contracts'

type AnyEvent = { type: string; data: unknown }

/**
 * Anything with the name of its act (`service.aggregate.verb`); the submitter knows the rest. It brings its own `commandId`
 * where several events may lead to the same command, which is then given once.
 */
export type ReactionCommand = { act: string; commandId?: string }

/** Event in, commands out (D7). It holds no state of its own: a process of several steps is an aggregate. */
export type Reaction<C extends ReactionCommand = ReactionCommand, E extends AnyEvent = AnyEvent> = {
  /** kebab-case, unique; part of every command's id, so it is never renamed. */
  name: string
  /** Event types it reads. */
  reads: readonly string[]
  /** Acts it may give; another one is a fault. */
  gives: readonly string[]
  /** `origin`: all of history · `deployment`: only what comes after it was first started. */
  startsAt: 'origin' | 'deployment'
  /** Its answer depends on the matter as it stands: of several events of one matter at hand only the last is answered. */
  coalesces?: true
  /** Why a cycle of reactions through this one comes to an end; without it a cycle is refused. */
  cycleEnds?: string
  react: (event: Stored<E>) => readonly C[] | Promise<readonly C[]>
}

/** Lets a reaction name the events it reads, so that `react` sees their data typed. */
export const defineReaction = <C extends ReactionCommand, E extends AnyEvent>(reaction: Reaction<C, E>): Reaction<C> =>
  reaction as unknown as Reaction<C>

/** What became of a command: both first answers mean that it stands in the ledger. */
export type Submitted = 'appended' | 'known' | { refused: string }

/** Gives a command to the normal handler as `service:<name>`. Throws only for faults that pass; then it is tried again. */
export type Submit<C extends ReactionCommand = ReactionCommand> = (
  command: C & { commandId: string },
  cause: Stored,
  reaction: string,
) => Promise<Submitted>

/** The same command id every time the same event comes again (D3). */
export const reactionCommandId = (reaction: string, eventId: string, ordinal: number): string =>
  createHash('sha256')
    .update(JSON.stringify([reaction, eventId, ordinal]))
    .digest('hex')

/** Name of its checkpoint: `reaction:mirror-transfer`. */
export const reactionProcessor = (name: string): string => `reaction:${name}`
