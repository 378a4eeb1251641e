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
}

type SystemError = { code?: unknown; syscall?: unknown; path?: unknown; port?: unknown; address?: unknown }

/** An error of the operating system as one of the catalogue, naming port or path; any other error as it is. */
export const fromSystemError = (error: unknown): unknown => {
  if (error instanceof LedgerError || typeof error !== 'object' || error === null) return error
  const { code, syscall, path, port, address } = error as SystemError
  if (typeof code !== 'string') return error
  // Listening on a low port without the right to: no fault of the data folder.
  const listening = syscall === 'listen'
  const meaning = listening && code === 'EACCES' ? 'run.port_in_use' : MEANING[code]
  if (!meaning) return error
  const detail = [code, path, address, port].filter((part) => part !== undefined).join(' ')
  return new LedgerError(meaning, {
    ...(meaning === 'run.bad_configuration' && { field: 'HOST' }),
    detail,
    cause: error,
  })
}
