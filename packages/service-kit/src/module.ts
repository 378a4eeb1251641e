import type { decide as decideAccess, Principal } from '@case-ledger/access'
import type { Stored } from '@case-ledger/contracts'
import type { ProcessorStatus, Projection, Reaction, Reader } from '@case-ledger/projections'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Act } from './act.ts'
import type { AnyAggregate } from './any-aggregate.ts'

/**
 * A service 服务 as one value: what it owns and how it reacts. The kit gives it the rest: command handler, HTTP routes for
 * every command, processors. Several modules run in one process, or each alone.
 */
export type ServiceModule = {
  /** kebab-case; part of its routes, of `service:<name>`, and of its targets' projection. */
  name: string
  aggregates: readonly AnyAggregate[]
  projections?: readonly Projection[]
  reactions?: (parts: ModuleParts) => readonly Reaction<ReactionAct>[]
  /** Routes of its own, behind the token; it asks `access` itself before it answers. */
  routes?: (server: FastifyInstance, parts: RouteParts) => void | Promise<void>
}

export type ModuleParts = {
  reader: Reader
  now: () => string
  /** One event of a stream with its personal fields opened: what read models leave out is read where it stands. */
  readEvent: (place: { stream: string; revision: number }) => Promise<Stored | undefined>
}

export type RouteParts = ModuleParts & {
  principalOf: (request: FastifyRequest) => Principal
  access: typeof decideAccess
  region: string
  /** Every processor of this database, also those that other processes run. */
  status: () => Promise<ProcessorStatus[]>
}

/**
 * An act that a reaction gives. What is left out: `agency` is the system's own, `mode` is `perform`, `at` is the moment the
 * causing event was recorded.
 */
export type ReactionAct = Pick<Act, 'act' | 'data'> &
  Partial<Pick<Act, 'matter' | 'on' | 'stream' | 'at' | 'agency' | 'officers' | 'mode' | 'provenance'>>
