import { caseContract, transferContract } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { audienceOf } from './audience.ts'

const header = { agency: 'a', actor: { kind: 'user', id: 'x', agency: 'entered-by' } } as const

test('whoever an event names as an agency takes part, nested or in lists, once each', () => {
  const sent = {
    type: 'TransferDispatched',
    data: { kind: 'crime', to: 'police', copyTo: 'procuratorate', papers: ['other'] },
  }
  expect(audienceOf(header, transferContract.events.TransferDispatched.data, sent)).toEqual([
    'a',
    'entered-by',
    'police',
    'procuratorate',
  ])
  const filed = { type: 'CaseFiled', data: { jointWith: ['police', 'a'], cause: 'culture', parties: [] } }
  expect(audienceOf(header, caseContract.events.CaseFiled.data, filed)).toEqual(['a', 'entered-by', 'police'])
})
