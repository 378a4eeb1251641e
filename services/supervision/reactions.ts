import { createHash } from 'node:crypto'
import { type Stored, shanghaiDay } from '@case-ledger/contracts'
import { streamName } from '@case-ledger/ledger'
import { defineReaction, type ReactionCommand } from '@case-ledger/projections'
import type { Rulebook } from '@case-ledger/rulebook'
import { FILE_EVENT_TYPES } from './file/fold.ts'
import type { Queries } from './read/queries.ts'
import { lookAtMatter } from './screening/look.ts'
import { type FindingCommand, screen } from './screening/screening.ts'

export type FindingAct = ReactionCommand & {
  commandId: string
  matter: string
  stream?: string
  on?: string
  data: Record<string, unknown>
}

export type ScreeningParts = { queries: Queries; rulebook: Rulebook; now: () => string }

/**
 * 筛查: looks at a matter again after its events. What it says depends on the matter's file as a whole, so of several events of
 * one matter in a batch only the last is answered.
 */
export const screening = ({ queries, rulebook, now }: ScreeningParts) =>
  defineReaction<FindingAct, { type: string; data: unknown }>({
    name: 'screening',
    reads: FILE_EVENT_TYPES,
    gives: [
      'supervision.finding.raise',
      'supervision.finding.revise',
      'supervision.finding.clear',
      'supervision.finding.supersede',
    ],
    startsAt: 'origin',
    coalesces: true,
    react: async (event: Stored) => {
      const { matter } = event.header
      if (matter === undefined) return []
      const at = { atLeast: event.position }
      const file = await queries.file(matter, at)
      if (file === undefined) return []
      const known = await queries.knownFindings(matter, at)
      const priors = await queries.priors(Object.keys(file.parties), at)
      const look = lookAtMatter(file, rulebook, shanghaiDay(now()), priors)
      return screen(look, known, rulebook.digest).map((command) => actOf(command, matter))
    },
  })

/** The stream of a finding follows from its id, so that the same suspicion can only ever be one stream. */
export const findingStream = (finding: string): string => streamName('finding', finding)

const actOf = ({ verb, id, data }: FindingCommand, matter: string): FindingAct => ({
  act: `supervision.finding.${verb}`,
  matter,
  data,
  ...(verb === 'raise'
    ? { commandId: id, on: id }
    : {
        commandId: createHash('sha256')
          .update(JSON.stringify([verb, id, data]))
          .digest('hex'),
        stream: findingStream(id),
      }),
})
