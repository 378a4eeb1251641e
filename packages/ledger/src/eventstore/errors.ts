import { LedgerError } from '@case-ledger/contracts'
import { type ServiceError, status } from '@grpc/grpc-js'

export const unavailable = (detail: string, cause?: unknown): LedgerError =>
  new LedgerError('ledger.unavailable', { detail, cause })

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' && 'metadata' in error

const exceptionOf = (error: ServiceError): string | undefined => error.metadata?.get('exception')[0]?.toString()

/** Where the leader is, when the node that was asked is not it and says so. */
export const leaderHint = (error: unknown): { address: string; port: number } | undefined => {
  const cause = error instanceof LedgerError ? error.cause : error
  if (!isServiceError(cause) || exceptionOf(cause) !== 'not-leader') return undefined
  const [address] = cause.metadata.get('leader-endpoint-host')
  const [port] = cause.metadata.get('leader-endpoint-port')
  return address && port ? { address: address.toString(), port: Number(port) } : undefined
}

/** What no further attempt will change. */
const REFUSED = new Set<number>([status.PERMISSION_DENIED, status.UNAUTHENTICATED, status.INVALID_ARGUMENT])

/** `ledger.unavailable` for what may pass (node gone, no leader, timed out), else `run.bad_configuration`. */
export const asLedgerError = (error: unknown): LedgerError => {
  if (error instanceof LedgerError) return error
  if (!isServiceError(error)) return unavailable(error instanceof Error ? error.message : `${error}`, error)
  if (REFUSED.has(error.code) || exceptionOf(error) === 'access-denied')
    return new LedgerError('run.bad_configuration', { field: 'EVENTSTORE_URL', detail: error.details, cause: error })
  return unavailable(error.details, error)
}

export const isUnavailable = (error: unknown): boolean =>
  error instanceof LedgerError && error.code === 'ledger.unavailable'
