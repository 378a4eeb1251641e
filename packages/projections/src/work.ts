import { LedgerError, type Stored } from '@case-ledger/contracts'
import type { Filter } from '@case-ledger/ledger'
import { projectionInstruments } from './instruments.ts'
import { type Db, type Located, type Projection, partitionByMatter, processorOf, schemaOf } from './projection.ts'
import { type Reaction, reactionCommandId, reactionProcessor, type Submit } from './reaction.ts'
import { type Refusal, recordRefusals } from './refusals.ts'
import { tracedReaction } from './traces.ts'

/** What a processor does with events: the common form of projections and reactions. */
export type Work = {
  processor: string
  kind: 'projection' | 'reaction'
  reads: Filter
  /** Schema of unqualified table names. */
  schema?: string
  partition: (event: Located) => string
  /** Works on events in order; what it answers writes the result, inside the transaction that moves the checkpoint. */
  apply: (events: readonly Stored[]) => Promise<(db: Db) => Promise<void>>
}

/** `beside`: the copy that `rebuild` makes next to the live one. */
export const projectionWork = (projection: Projection, beside = false): Work => ({
  processor: `${processorOf(projection)}${beside ? '+rebuild' : ''}`,
  kind: 'projection',
  reads: projection.reads,
  schema: `${schemaOf(projection)}${beside ? '_rebuild' : ''}`,
  partition: projection.partition ?? partitionByMatter,
  apply: async (events) => (db) => projection.handle(events, db),
})

export const reactionWork = (reaction: Reaction, submit: Submit): Work => {
  const processor = reactionProcessor(reaction.name)
  const { refusals: refusalCount } = projectionInstruments()
  // One command after the other: a later one may rest on an earlier one.
  const reactTo = async (event: Stored): Promise<Refusal[]> => {
    const refusals: Refusal[] = []
    for (const [ordinal, command] of (await reaction.react(event)).entries()) {
      if (!reaction.gives.includes(command.act))
        throw new LedgerError('projection.undeclared_act', { detail: `${reaction.name} → ${command.act}` })
      const commandId = command.commandId ?? reactionCommandId(reaction.name, event.header.id, ordinal)
      const submitted = await submit({ ...command, commandId }, event, reaction.name)
      if (typeof submitted === 'object') {
        refusalCount.add(1, { processor, act: command.act, code: submitted.refused })
        refusals.push({
          reaction: reaction.name,
          eventId: event.header.id,
          ordinal,
          position: event.position,
          act: command.act,
          commandId,
          code: submitted.refused,
        })
      }
    }
    return refusals
  }

  return {
    processor,
    kind: 'reaction',
    reads: { types: reaction.reads },
    partition: partitionByMatter,
    apply: async (events) => {
      const partitions = Map.groupBy(events, partitionByMatter)
      const refusals = await Promise.all(
        [...partitions.values()].map(async (inOrder) => {
          const refused: Refusal[] = []
          for (const event of reaction.coalesces ? inOrder.slice(-1) : inOrder)
            refused.push(...(await tracedReaction(processor, event, () => reactTo(event))))
          return refused
        }),
      )
      return (db) => recordRefusals(db, refusals.flat())
    },
  }
}
