import type { Principal } from '@case-ledger/access'
import { LedgerError } from '@case-ledger/contracts'
import type { Submit } from '@case-ledger/projections'
import type { Handler } from './handler.ts'
import type { ReactionAct } from './module.ts'

/** The agency of what the system itself does. */
export const SYSTEM_AGENCY = 'case-ledger'

/** A service as principal: it may give what the access table lets `service:<name>` give (D7). */
export const servicePrincipal = (service: string, region: string): Principal => ({
  kind: 'service',
  id: `service:${service}`,
  agency: SYSTEM_AGENCY,
  agencyKind: 'other',
  roles: [`service:${service}`],
  region,
  level: 'city',
})

/** Gives reactions' commands to the normal handler. `serviceOf` says whose reaction it is. */
export const reactionSubmit =
  (handler: Handler, serviceOf: (reaction: string) => string, region: string): Submit<ReactionAct> =>
  async (command, cause, reaction) => {
    const { traceparent } = cause.header
    try {
      const receipt = await handler.submit({
        at: cause.recordedAt,
        mode: 'perform',
        agency: SYSTEM_AGENCY,
        ...command,
        causationId: cause.header.id,
        principal: servicePrincipal(serviceOf(reaction), region),
        ...(traceparent !== undefined && { traceparent }),
      })
      return receipt.outcome === 'known' ? 'known' : 'appended'
    } catch (error) {
      return outcomeOf(error)
    }
  }

const outcomeOf = (error: unknown): Awaited<ReturnType<Submit>> => {
  if (!(error instanceof LedgerError)) throw error
  // Given before a crash, worked out anew after it from a read model that had moved on: the first one stands.
  if (error.code === 'ledger.idempotency_mismatch') return 'known'
  // Others kept writing to the stream; like an unreachable ledger, that passes.
  if (error.code === 'ledger.conflict') throw new LedgerError('ledger.unavailable', { cause: error })
  if (error.status >= 500) throw error
  return { refused: error.code }
}
