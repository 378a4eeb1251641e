import type { Tri } from '@case-ledger/contracts'
import { changeLast, someStand } from './standing.ts'

/** A penalty decision 行政处罚决定; a later one stands beside it, none is overwritten. */
export type PenaltyDecision = { documentNumber?: string; revoked: boolean }

const isDecision = (penalty: PenaltyDecision, documentNumber: string | undefined): boolean =>
  documentNumber === undefined || penalty.documentNumber === documentNumber

/** Whether the decision of that number (any, when it is left out) still stands. */
export const penaltyStands = (penalties: readonly PenaltyDecision[], documentNumber?: string): Tri =>
  someStand(penalties.filter((penalty) => isDecision(penalty, documentNumber)).map((penalty) => !penalty.revoked))

/** The named decision, or the last that stands, is revoked 撤销. */
export const revoke = (
  penalties: readonly PenaltyDecision[],
  documentNumber: string | undefined,
): readonly PenaltyDecision[] =>
  changeLast(penalties, (penalty) => !penalty.revoked && isDecision(penalty, documentNumber), { revoked: true })
