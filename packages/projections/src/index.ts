export type { Decode } from './decode.ts'
export { digestOf } from './digest.ts'
export { migrateProjections, projectionsMigrations } from './migrate.ts'
export { listParked, type Parked } from './parking.ts'
export {
  type Db,
  defineProjection,
  type Located,
  type Projection,
  partitionByMatter,
  processorOf,
  schemaOf,
} from './projection.ts'
export {
  defineReaction,
  type Reaction,
  type ReactionCommand,
  reactionCommandId,
  reactionProcessor,
  type Submit,
  type Submitted,
} from './reaction.ts'
export { drawReactionGraph, eventsOfActs, undeclaredCycles } from './reaction-graph.ts'
export { createReader, type Reader, type ReadOptions } from './reader.ts'
export { listRefusals, type Refusal } from './refusals.ts'
export { insertRows, toRows } from './rows.ts'
export { createRuntime, type Runtime, type RuntimeOptions } from './runtime.ts'
export { type ProcessorStatus, readStatus } from './status.ts'
