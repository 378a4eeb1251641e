import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { CONTRACTS } from '../src/catalogue.ts'
import { type AggregateContract, defineContract } from '../src/define.ts'
import { personal } from '../src/personal.ts'
import { upcast } from '../src/upcast.ts'
import { checkSchemas } from './check-schemas.ts'
import { fingerprintOf } from './fingerprint.ts'
import { readFixtures, readKnown } from './fixture-store.ts'

const current = new Map(CONTRACTS.flatMap(({ events }) => Object.entries(events)))
const kept = { fixtures: readFixtures(), known: readKnown() }

test('every (type, version) has a fixture and the schema it was released with', () => {
  expect(checkSchemas(CONTRACTS, kept)).toEqual([])
})

test.each([...kept.fixtures])('%s is still read, and nothing of it is lost', (_, { type, schemaVersion, data }) => {
  const { version, data: schema } = current.get(type)!
  const now = upcast(type, data, { from: schemaVersion, to: version })!.data
  expect(schema.parse(now)).toEqual(now)
})

describe('the check', () => {
  const contract = (data: z.ZodType, version = 1): AggregateContract =>
    defineContract({ service: 's', aggregate: 'sample', zh: '例', events: { Sample: { version, data } }, commands: {} })
  const first = z.strictObject({ fine: z.int() })
  const keptOf = (released: boolean) => ({
    fixtures: new Map([['Sample.v1', { type: 'Sample', schemaVersion: 1, data: { fine: 1 } }]]),
    known: { 'Sample.v1': { schema: fingerprintOf(first), released } },
  })
  const second = z.strictObject({ fine: z.int(), currency: z.string().optional() })

  test('is silent about what did not change, also when fields change places', () => {
    expect(checkSchemas([contract(first)], keptOf(true))).toEqual([])
    const turned = z.strictObject({ currency: z.string().optional(), fine: z.int() })
    expect(fingerprintOf(turned)).toBe(fingerprintOf(second))
  })

  test('demands a new version for a changed schema once released, and a renewal before', () => {
    expect(checkSchemas([contract(second)], keptOf(true))).toEqual([expect.stringContaining('version 2')])
    expect(checkSchemas([contract(second)], keptOf(false))).toEqual([expect.stringContaining('--renew')])
  })

  test('demands a fixture, a fingerprint and an upcaster for a new version', () => {
    const problems = checkSchemas([contract(second, 2)], keptOf(true))
    expect(problems).toEqual([
      expect.stringContaining('Sample.v2: no fixture'),
      expect.stringContaining('Sample.v2: no fingerprint'),
      expect.stringContaining('Sample.v1: no upcaster'),
    ])
  })

  test('finds an upcaster whose result the new schema does not take', () => {
    const complete = keptOf(true)
    complete.fixtures.set('Sample.v2', { type: 'Sample', schemaVersion: 2, data: { fine: 1 } })
    const known = { ...complete.known, 'Sample.v2': { schema: fingerprintOf(second), released: false } }
    const check = (step: (data: unknown) => unknown) =>
      checkSchemas([contract(second, 2)], { ...complete, known }, { Sample: { 1: step } })
    expect(check((data) => data)).toEqual([])
    expect(check(() => ({ fine: 'much' }))).toEqual(['Sample.v1: cannot be read any more'])
  })

  test('misses neither a type that is gone nor a fixture that is gone', () => {
    expect(checkSchemas([], keptOf(true))).toEqual([expect.stringContaining('no contract has this type')])
    const gone = checkSchemas([contract(first)], { ...keptOf(true), fixtures: new Map() })
    expect(gone).toContain('Sample.v1: its fixture is gone')
  })

  test('sees a field that became personal', () => {
    const open = z.strictObject({ name: z.union([z.string(), z.strictObject({ erased: z.literal(true) })]) })
    const sealed = z.strictObject({ name: personal(z.string()) })
    expect(fingerprintOf(sealed)).not.toBe(fingerprintOf(open))
  })
})
