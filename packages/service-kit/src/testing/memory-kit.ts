import { decide, type Principal } from '@case-ledger/access'
import { createMemoryLedger } from '@case-ledger/ledger'
import { createCodec, createMemoryKeyStore } from '@case-ledger/privacy'
import type { Act } from '../act.ts'
import type { AnyAggregate } from '../any-aggregate.ts'
import { createHandler, type HandlerOptions } from '../handler.ts'
import { ledgerTargets } from '../ledger-targets.ts'
import { countedIds, settableClock } from '../ports.ts'

export const TEST_NOW = '2026-03-02T01:00:00.000Z'
export const TEST_REGION = '440000/440300'

/** People to act in tests. */
export const testPrincipal = (more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  id: 'officer-1',
  agency: 'sz-market-regulator',
  agencyKind: 'market_regulator',
  roles: ['case_officer', 'head'],
  region: TEST_REGION,
  level: 'city',
  ...more,
})

let commands = 0
/** An act with quiet defaults; each has a command id of its own unless one is given. */
export const testAct = (act: string, data: Record<string, unknown>, more: Partial<Act> = {}): Act => {
  const principal = more.principal ?? testPrincipal()
  commands += 1
  return {
    act,
    data,
    matter: 'M1',
    at: '2026-03-01',
    mode: 'perform',
    commandId: `command-${commands}`,
    principal,
    agency: principal.agency,
    ...more,
  }
}

/** Everything a handler needs, in memory; `overrides` puts something else in its place. */
export const memoryKit = (aggregates: readonly AnyAggregate[], overrides: Partial<HandlerOptions> = {}) => {
  const clock = settableClock(TEST_NOW)
  const ledger = overrides.ledger ?? createMemoryLedger({ clock })
  const contracts = aggregates.map((aggregate) => aggregate.contract)
  const keys = createMemoryKeyStore(countedIds().bytes)
  const codec = createCodec({ contracts, keys, subjectKey: new Uint8Array(32).fill(1) })
  const options: HandlerOptions = {
    aggregates,
    ledger,
    codec,
    clock,
    access: decide,
    region: TEST_REGION,
    rulebookDigest: 'test-rules',
    targets: ledgerTargets(ledger),
    fingerprintKey: new Uint8Array(32).fill(2),
    ...overrides,
  }
  return { ...options, clock, keys, handler: createHandler(options) }
}
