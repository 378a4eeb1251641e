import { type ErrorCode, LedgerError } from '@case-ledger/contracts'

/** What the operating system's error codes mean to whoever starts the program. */
const MEANING: Record<string, ErrorCode> = {
  EADDRINUSE: 'run.port_in_use',
  EADDRNOTAVAIL: 'run.bad_configuration',
  EACCES: 'run.data_unwritable',
  EPERM: 'run.data_unwritable',
  EROFS: 'run.data_unwritable',
  ENOSPC: 'run.data_unwritable',
  ENOTDIR: 'run.data_unwritable',
  ECONNREFUSED: 'ledger.unavailable',
  ENOTFOUND: 'ledger.unavailable',
  EAI_AGAIN: 'ledger.unavailable',
  ECONNRESET: 'ledger.unavailable',
  // SQLSTATE: the server shuts down, crashed, starts.
  '57P01': 'ledger.unavailable',
  '57P02': 'ledger.unavailable',
  '57P03': 'ledger.unavailable',
  // SQLSTATE: wrong password, no such user or right, no such database.
  '28P01': 'run.bad_configuration',
  '28000': 'run.bad_configuration',
  '3D000': 'run.bad_configuration',
}

/** pg tells of a lost connection without a code. */
const LOST = /^Connection terminated/

type SystemError = {
  message?: unknown
  code?: unknown
  syscall?: unknown
  path?: unknown
  port?: unknown
  address?: unknown
}

/**
 * An error of the operating system, or of a database that does not let us in, as one of the catalogue, naming port, path or
 * reason; any other error as it is.
 */
export const fromSystemError = (error: unknown): unknown => {
  if (error instanceof LedgerError || typeof error !== 'object' || error === null) return error
  const { message, code, syscall, path, port, address } = error as SystemError
  if (typeof code !== 'string')
    return LOST.test(String(message))
      ? new LedgerError('ledger.unavailable', { detail: String(message), cause: error })
      : error
  // Listening on a low port without the right to: no fault of the data folder.
  const listening = syscall === 'listen'
  const meaning = listening && code === 'EACCES' ? 'run.port_in_use' : MEANING[code]
  if (!meaning) return error
  const denied = meaning === 'run.bad_configuration' && !listening
  const detail = denied ? String(message) : [code, path, address, port].filter((part) => part !== undefined).join(' ')
  return new LedgerError(meaning, {
    ...(meaning === 'run.bad_configuration' && { field: denied ? 'DATABASE_URL' : 'HOST' }),
    detail,
    cause: error,
  })
}
