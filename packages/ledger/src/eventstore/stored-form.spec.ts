import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes } from '../canonical.ts'
import { eventOf, metadataOf, originOf } from './stored-form.ts'

const RECORDED_AT = '2024-05-01T00:00:00.000Z'
const form = (metadata: Uint8Array) => ({
  stream: 'case-00000000-0000-4000-8000-000000000000',
  revision: '3',
  position: '18446744073709551615',
  id: '00000000-0000-4000-8000-000000000001',
  type: 'CaseFiled',
  metadata,
  data: canonicalBytes({}),
})

describe('what lies in EventStoreDB', () => {
  test('gives back the very bytes of any header, with and without an origin', () => {
    const origin = fc.option(fc.record({ ledger: fc.uuid(), position: fc.bigInt({ min: 0n, max: 2n ** 63n }) }), {
      nil: undefined,
    })
    fc.assert(
      fc.property(fc.json(), origin, (json, from) => {
        const header = Buffer.from(json)
        const stored = form(metadataOf(header, RECORDED_AT, from))
        const event = eventOf(stored)
        expect(Buffer.compare(event.header, header)).toBe(0)
        expect(event.recordedAt).toBe(RECORDED_AT)
        expect(originOf(stored)).toEqual(from)
      }),
    )
  })

  test('is JSON that any tool can read', () => {
    const metadata = metadataOf(canonicalBytes({ matter: '甲' }), RECORDED_AT, { ledger: 'a', position: 7n })
    expect(JSON.parse(Buffer.from(metadata).toString())).toEqual({
      recordedAt: RECORDED_AT,
      origin: { ledger: 'a', position: '7' },
      header: { matter: '甲' },
    })
  })

  test('keeps positions and revisions whole', () => {
    expect(eventOf(form(metadataOf(canonicalBytes({}), RECORDED_AT)))).toMatchObject({
      revision: 3,
      position: 18_446_744_073_709_551_615n,
    })
  })

  test.each(['', '{}', '{"recordedAt":"2024"}', 'binary'])('refuses what no ledger wrote: %j', (text) => {
    expect(() => eventOf(form(Buffer.from(text)))).toThrow(expect.objectContaining({ code: 'ledger.corrupt_event' }))
  })
})
