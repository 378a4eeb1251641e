import { type EventHeader, type EventOf, type Stored, transferContract } from '@case-ledger/contracts'
import { servicePrincipal } from '@case-ledger/service-kit'
import { memoryKit, TEST_REGION } from '@case-ledger/service-kit/testing/memory'
import { expect, test } from 'vitest'
import { criminalCase } from './criminal-case.ts'
import { openOnTransfer } from './reactions.ts'

type TransferEvent = EventOf<typeof transferContract>
const suspect = { kind: 'company', name: '某公司', subject: `m-${'a'.repeat(32)}` } as const

const dispatched = (header: Partial<EventHeader> = {}, more: Record<string, unknown> = {}): Stored<TransferEvent> => ({
  stream: 'transfer-11111111-1111-8111-8111-111111111111',
  revision: 2,
  position: 7n,
  recordedAt: '2026-03-02T01:00:00.000Z',
  type: 'TransferDispatched',
  data: transferContract.events.TransferDispatched.data.parse({
    kind: 'crime',
    to: 'haishu-police',
    suspects: [suspect],
    ...more,
  }),
  header: {
    id: '22222222-2222-8222-8222-222222222222',
    type: 'TransferDispatched',
    schemaVersion: 1,
    commandId: 'command-1',
    commandHash: '',
    matter: 'M1',
    agency: 'haishu-market-regulator',
    actor: { kind: 'user', id: 'officer-1', agency: 'haishu-market-regulator' },
    mode: 'perform',
    occurredAt: { value: '2026-03-02', precision: 'day' },
    basis: { rulebookDigest: '' },
    classification: 'M1',
    audience: [],
    ...header,
  },
})

test('a transfer to the police opens their criminal case, named after the transfer', async () => {
  expect(await openOnTransfer.react(dispatched())).toEqual([
    {
      act: 'judicial-linkage.criminalCase.open',
      matter: 'M1',
      on: 'transfer-11111111-1111-8111-8111-111111111111',
      at: '2026-03-02',
      agency: 'haishu-police',
      mode: 'perform',
      data: { route: 'admin_transfer', from: 'haishu-market-regulator', suspects: [suspect] },
    },
  ])
})

test('one on the procuratorate’s advice keeps that route', async () => {
  expect(await openOnTransfer.react(dispatched({}, { onAdvice: true }))).toMatchObject([
    { data: { route: 'procuratorate_advised' } },
  ])
})

test.each([
  ['reported from papers', dispatched({ mode: 'report' })],
  ['of a lead', dispatched({}, { kind: 'lead' })],
  ['back to the agency', dispatched({}, { kind: 'reverse' })],
  ['outside any matter', dispatched({ matter: undefined })],
])('a transfer %s opens none', async (_, event) => {
  expect(await openOnTransfer.react(event)).toEqual([])
})

test('the service may give that act, and the police find the case by the transfer’s name', async () => {
  const { handler, ledger, codec } = memoryKit([criminalCase])
  const [command] = await openOnTransfer.react(dispatched())
  const opened = await handler.submit({
    ...{ at: '2026-03-02', mode: 'perform', agency: 'case-ledger', ...command! },
    commandId: 'reaction-1',
    principal: servicePrincipal('judicial-linkage', TEST_REGION),
  })
  const [event] = await Promise.all((await ledger.read(opened.stream)).map((stored) => codec.decode(stored)))
  expect(event).toMatchObject({
    type: 'CriminalCaseOpened',
    header: { agency: 'haishu-police', on: 'transfer-11111111-1111-8111-8111-111111111111', matter: 'M1' },
  })
})
