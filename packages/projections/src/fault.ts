import { LedgerError } from '@case-ledger/contracts'

const hasCode = (error: unknown): error is { code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'

/** SQLSTATE classes and node codes that say nothing about the event: connection, resources, operator, deadlock, time limit. */
const PASSING = /^(08|25P03|40|53|55P03|57|58|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/

/** pg gives a lost connection without a code. */
const LOST = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/

/** Whether trying again may help. Such a fault never parks an event: nothing is set aside for being slow. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof LedgerError) return error.status === 503 || error.code === 'projection.taken_over'
  if (hasCode(error)) return PASSING.test(error.code)
  return error instanceof Error && LOST.test(error.message)
}

/** A fault in words that hold no value of the event: code or class, and the line that threw. Messages may carry personal data. */
export const describeFault = (error: unknown): string => {
  if (error instanceof LedgerError) return [error.code, error.field, error.values.reason].filter(Boolean).join(' ')
  if (!(error instanceof Error)) return 'unknown fault'
  const where = error.stack?.split('\n').find((line) => /^\s+at .*\.ts:\d+/.test(line))
  return [error.name, hasCode(error) ? error.code : undefined, where?.trim()].filter(Boolean).join(' ')
}
