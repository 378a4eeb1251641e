import { describe, expect, it } from 'vitest'
import { checkCreditCode, checkIdentityNumber, identifierWarnings } from './check-digits.ts'

describe('unified credit code by GB 32100', () => {
  it.each(['91110000101623741K', '911101066976941872', '91350100M000100Y43'])('finds nothing odd in %s', (code) => {
    expect(checkCreditCode(code)).toEqual([])
  })

  it('warns about a registered code whose check digit fails, and says which digit', () => {
    expect(checkCreditCode('91350211M0000XUF46').map((w) => w.code)).toContain('credit_code_check_digit')
  })

  it('notices a changed digit of the organisation code inside', () => {
    expect(checkCreditCode('91110000101623742K').map((w) => w.code)).toContain('organisation_code_check_digit')
  })

  it('notices letters that the alphabet does not have', () => {
    expect(checkCreditCode('9111000010162374IK')).toEqual([{ code: 'credit_code_shape', field: 'creditCode' }])
  })
})

describe('identity number by GB 11643', () => {
  it.each(['11010519491231002X', '11010519491231002x', '440524188001010014'])('finds nothing odd in %s', (number) => {
    expect(checkIdentityNumber(number)).toEqual([])
  })

  it('warns about a wrong check digit and a wrong length', () => {
    expect(checkIdentityNumber('110105194912310021')[0]?.code).toBe('identity_number_check_digit')
    expect(checkIdentityNumber('1101051949')[0]?.code).toBe('identity_number_shape')
  })
})

it('names the field of an odd identifier, however deep in an act', () => {
  const data = { parties: [{ creditCode: '91110000101623741K' }, { identityNumber: '110105194912310021' }] }
  expect(identifierWarnings(data)).toEqual([{ code: 'identity_number_check_digit', field: 'parties.1.identityNumber' }])
})
