import { LedgerError } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { isPassing } from './fault.ts'

const sql = (code: string) => Object.assign(new Error(), { code })

test.each([
  ['statement time limit', sql('57014')],
  ['server shut down', sql('57P01')],
  ['deadlock', sql('40P01')],
  ['disk full', sql('53100')],
  ['connection refused', sql('ECONNREFUSED')],
  ['connection lost', new Error('Connection terminated unexpectedly')],
  ['ledger away', new LedgerError('ledger.unavailable')],
  ['read model behind', new LedgerError('projection.not_caught_up')],
  ['another owner', new LedgerError('projection.taken_over')],
])('%s passes, so nothing is parked for it', (_, error) => {
  expect(isPassing(error)).toBe(true)
})

test.each([
  ['unique violation', sql('23505')],
  ['bad value', sql('22P02')],
  ['bug', new TypeError('x is undefined')],
  ['unreadable event', new LedgerError('ledger.corrupt_event')],
])('%s stays, however often it is tried', (_, error) => {
  expect(isPassing(error)).toBe(false)
})
