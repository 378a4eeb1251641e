import type { z } from 'zod'

/** The events of one aggregate: type → current schema version and schema of its data. */
export type EventSchemas = Record<string, { version: number; data: z.ZodType }>

/** The commands of one aggregate: verb → schema of its data; `opens` starts a new stream. */
export type CommandSchemas = Record<string, { data: z.ZodType; opens?: true }>

/** What one aggregate says to the world; stands in `contracts/<service>/<aggregate>.ts`. */
export type AggregateContract = {
  service: string
  /** camelCase; also the category of its streams (`transfer-<uuid>`). */
  aggregate: string
  zh: string
  events: EventSchemas
  commands: CommandSchemas
}

export const defineContract = <const C extends AggregateContract>(contract: C): C => contract

/** Union of `{ type, data }` over the events of a contract. */
export type EventOf<C extends AggregateContract> = {
  [T in keyof C['events'] & string]: { type: T; data: z.output<C['events'][T]['data']> }
}[keyof C['events'] & string]

export type CommandData<C extends AggregateContract, V extends keyof C['commands']> = z.output<C['commands'][V]['data']>
