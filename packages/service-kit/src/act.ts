import type { Principal } from '@case-ledger/access'
import type { ActLine, Irregularity } from '@case-ledger/contracts'

/**
 * An act 公务行为 as submitted: what it says (as a line of an acts file does), who enters it, and which command it is (D3).
 * `stream` addresses one stream directly; otherwise it is found by matter, aggregate and `on`.
 */
export type Act = Omit<ActLine, 'v' | 'id'> & {
  commandId: string
  principal: Principal
  stream?: string
  /** The caller saw this revision and wants no other (If-Match). */
  expectedRevision?: number
  causationId?: string
  traceparent?: string
}

/**
 * What became of an act. `known`: this command was given before, and this is its first result. `unchanged`: accepted, but
 * there was nothing to record. `position` is a decimal string, `-1` while the stream holds nothing; reads take it as `atLeast`.
 */
export type Receipt = {
  outcome: 'recorded' | 'known' | 'unchanged'
  stream: string
  /** Of the command's last event; of the stream's last when nothing was recorded (-1 = empty). */
  revision: number
  position: string
  eventIds: string[]
  irregularities: Irregularity[]
}
