import { caseContract, party } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { withoutFieldsAbove } from './field-class.ts'

const person = { kind: 'person', name: '王五', identityNumber: '330102199001011234', heads: 1 }
const schema = caseContract.events.CaseFiled.data

test.each([
  ['M2', person],
  ['M1', { kind: 'person', name: '王五', heads: 1 }],
  ['M0', { kind: 'person', heads: 1 }],
] as const)('a reader up to %s sees no more of a party', (highest, seen) => {
  expect(withoutFieldsAbove(highest, party, person)).toEqual(seen)
  const filed = { cause: '假冒注册商标', parties: [person, person] }
  expect(withoutFieldsAbove(highest, schema, filed)).toEqual({ cause: '假冒注册商标', parties: [seen, seen] })
})

test('an erased value is subject to the same', () => {
  const erased = { kind: 'person', identityNumber: { erased: true } }
  expect(withoutFieldsAbove('M1', party, erased)).toEqual({ kind: 'person' })
})
