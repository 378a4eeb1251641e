import { createHash } from 'node:crypto'
import { CONTRACTS, type EventHeader } from '@case-ledger/contracts'
import type { EventToAppend, StoredBytes } from '@case-ledger/ledger'
import * as fc from 'fast-check'
import type { z } from 'zod'
import { identify } from '../identify.ts'
import { arbitraryOf, text } from './arbitrary.ts'

export const SUBJECT_KEY = new Uint8Array(32).fill(7)

/** Keys that differ and yet are the same in every run. */
export const countedBytes = () => {
  let count = 0
  return (length: number): Uint8Array => createHash('sha512').update(String(++count)).digest().subarray(0, length)
}

export const headerOf = (type: string, id: string, schemaVersion = 1): EventHeader => ({
  id,
  type,
  schemaVersion,
  commandId: 'command',
  commandHash: 'hash',
  matter: 'M1',
  agency: 'market-regulator',
  actor: { kind: 'user', id: 'tester', agency: 'market-regulator' },
  mode: 'perform',
  occurredAt: { value: '2024-03-01', precision: 'day' },
  basis: { rulebookDigest: 'none' },
  classification: 'M1',
  audience: ['market-regulator'],
})

export const stored = (event: EventToAppend): StoredBytes => ({
  ...event,
  stream: 'case-1',
  revision: 0,
  position: 0n,
  recordedAt: '2026-03-02T01:00:00.000Z',
})

/** A marker before random text: no other field of the event has it. */
export const SECRET = '隐私'
export const secret = text(1, 12).map((value) => `${SECRET}${value}`)

const eventOf = (type: string, schema: z.ZodType) =>
  fc.record({ data: arbitraryOf(schema, secret), id: fc.uuid() }).map(({ data, id }) => ({
    type,
    data: schema.parse(identify(SUBJECT_KEY, schema, withoutGivenSubjects(data), 'M1')),
    header: headerOf(type, id),
  }))

/** Any event of any contract, its parties identified. */
export const anyEvent: fc.Arbitrary<{ type: string; data: unknown; header: EventHeader }> = fc.oneof(
  ...CONTRACTS.flatMap(({ events }) => Object.entries(events).map(([type, { data }]) => eventOf(type, data))),
)

/** A random subject is nobody's; one that is left out is computed. Where the contract demands one it stays. */
const withoutGivenSubjects = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (_, value) => {
    if (typeof value !== 'object' || value === null || !('kind' in value && 'subject' in value)) return value
    const { subject: _subject, ...rest } = value
    return rest
  })
