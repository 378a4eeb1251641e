import type { FieldClass, Mode } from '@case-ledger/contracts'
import type { Principal } from './principal.ts'

/** What is asked: to give a command in a mode, or to read fields up to a class. */
export type Action =
  | { service: string; aggregate: string; verb: string; mode: Mode; agency: string }
  | { service: string; aggregate: string; verb: 'read'; fieldClass: FieldClass }

/** What it is asked about. `audience`: agencies taking part so far; `undefined` for what does not exist yet. */
export type Resource = {
  matter?: string
  audience: readonly string[] | undefined
  region?: string
}

export type AccessRequest = { principal: Principal; action: Action; resource: Resource }

/** `code` is the id of the rule that allows, or the error; `why` says it in words for the log and the answer. */
export type AccessDecision = { allow: boolean; code: string; why: string }
