import { describe, LedgerError } from '@case-ledger/contracts'
import { faultOf } from './http/fault.ts'
import { fromSystemError } from './system-error.ts'

/**
 * Runs a program's main part; what ends it is one sentence on stderr, with what to do, and exit code 1. Only what nobody foresaw
 * comes with its stack, and without its message: it may quote what was being read.
 */
export const reportFailure = async (main: () => Promise<void>): Promise<void> => {
  try {
    await main()
  } catch (error) {
    const known = fromSystemError(error)
    process.stderr.write(`${known instanceof LedgerError ? describe(known) : unforeseen(known)}\n`)
    process.exitCode = 1
  }
}

const unforeseen = (error: unknown): string => {
  const { kind, code, where } = faultOf(error)
  return [[kind, code].filter(Boolean).join(' '), ...where.map((line) => `    ${line}`)].join('\n')
}
