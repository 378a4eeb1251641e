import { CONTRACTS, type Stored } from '@case-ledger/contracts'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Codec, createCodec } from './codec.ts'
import type { KeyStore } from './key-store.ts'
import { createMemoryKeyStore } from './memory-key-store.ts'
import { anyEvent, countedBytes, headerOf, SECRET, SUBJECT_KEY, stored } from './testing/events.ts'

const PERSON = { subject: `m-${'0'.repeat(32)}`, kind: 'person', name: '张三', identityNumber: '11010519491231002X' }
const FILED = { type: 'CaseFiled', data: { parties: [PERSON], jointWith: [], nature: 'administrative' } }
const ID = '0190a000-0000-8000-8000-000000000001'
const OTHER_ID = '0190a000-0000-8000-8000-000000000002'
const utf8 = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

let keys: KeyStore
let codec: Codec
beforeEach(() => {
  keys = createMemoryKeyStore(countedBytes())
  codec = createCodec({ contracts: CONTRACTS, keys, subjectKey: SUBJECT_KEY })
})

describe('any event of any contract', () => {
  test('reads back as it was written, and its bytes show no personal value', () =>
    fc.assert(
      fc.asyncProperty(anyEvent, async ({ type, data, header }) => {
        const encoded = await codec.encode({ type, data }, header)
        expect(utf8(encoded.data)).not.toContain(SECRET)
        expect(utf8(encoded.header)).not.toContain(SECRET)
        const decoded = await codec.decode(stored(encoded))
        expect(decoded).toMatchObject({ type, header, stream: 'case-1', revision: 0, position: 0n })
        expect(decoded.data).toEqual(data)
      }),
    ))

  test('encoded again gives the same bytes, so that a repeated append is the same append', () =>
    fc.assert(
      fc.asyncProperty(anyEvent, async ({ type, data, header }) => {
        const first = await codec.encode({ type, data }, header)
        expect(await codec.encode({ type, data }, header)).toEqual(first)
      }),
    ))

  test('keeps its bytes and its ids when keys are destroyed, and every personal value reads as erased', () =>
    fc.assert(
      fc.asyncProperty(anyEvent, async ({ type, data, header }) => {
        const own = createMemoryKeyStore(countedBytes())
        const its = createCodec({ contracts: CONTRACTS, keys: own, subjectKey: SUBJECT_KEY })
        const encoded = await its.encode({ type, data }, header)
        const before = utf8(encoded.data)
        for (const [, subject] of before.matchAll(/"k":"([sm]-[0-9a-f]{32})"/g)) await own.destroy(subject!)
        const decoded = await its.decode(stored(encoded))
        expect(decoded.data).toEqual(erasedIn(data))
        expect(utf8(encoded.data)).toBe(before)
        expect(decoded).toEqual(its.decodeWithoutPersonal(stored(encoded)))
      }),
    ))
})

describe('sealing', () => {
  test('gives another event other ciphertext for the same value', async () => {
    const first = await codec.encode(FILED, headerOf('CaseFiled', ID))
    const second = await codec.encode(FILED, headerOf('CaseFiled', OTHER_ID))
    const sealedNames = [first, second].map(({ data }) => JSON.parse(utf8(data)).parties[0].name.sealed)
    expect(new Set(sealedNames).size).toBe(2)
  })

  test('a value moved to another field or altered does not open: the event is parked', async () => {
    const event = stored(await codec.encode(FILED, headerOf('CaseFiled', ID)))
    const data = JSON.parse(utf8(event.data))
    const [party] = data.parties
    const swapped = { ...data, parties: [{ ...party, name: party.identityNumber, identityNumber: party.name }] }
    const cut = { ...data, parties: [{ ...party, name: { ...party.name, sealed: 'AAAA' } }] }
    for (const altered of [swapped, cut]) {
      const [read] = await codec.decodeMany([{ ...event, data: Buffer.from(JSON.stringify(altered)) }])
      expect(read).toMatchObject({ parked: 'seal_broken', detail: expect.stringMatching(/^\.parties\.0\./) })
    }
  })

  test('refuses to write under a destroyed key instead of making a new one', async () => {
    await keys.destroy(PERSON.subject)
    await expect(codec.encode(FILED, headerOf('CaseFiled', ID))).rejects.toMatchObject({
      code: 'privacy.subject_erased',
    })
  })

  test('refuses a personal value of which nobody is the subject', async () => {
    const { subject: _, ...nobody } = PERSON
    const event = { type: 'CaseFiled', data: { parties: [nobody] } }
    await expect(codec.encode(event, headerOf('CaseFiled', ID))).rejects.toMatchObject({ code: 'run.internal' })
  })

  test('lets an erased value stay erased when it is written again', async () => {
    const event = { type: 'CaseFiled', data: { parties: [{ ...PERSON, name: { erased: true } }] } }
    const decoded = await codec.decode(stored(await codec.encode(event, headerOf('CaseFiled', ID))))
    expect(decoded.data).toMatchObject({ parties: [{ name: { erased: true }, identityNumber: PERSON.identityNumber }] })
  })
})

describe('what cannot be read is parked and harms no neighbour', () => {
  const broken = async () => {
    const good = stored(await codec.encode(FILED, headerOf('CaseFiled', ID)))
    const later = await codec.encode(FILED, headerOf('CaseFiled', ID, 9))
    const foreign = { ...JSON.parse(utf8(good.header)), type: 'FromTheFuture' }
    return {
      unknown_type: { ...good, type: 'FromTheFuture', header: Buffer.from(JSON.stringify(foreign)) },
      unknown_version: { ...good, header: later.header },
      malformed_header: { ...good, header: Buffer.from('{') },
      malformed_data: { ...good, data: Buffer.from('{"parties":"none"}') },
      key_missing: { ...good, data: Buffer.from(utf8(good.data).replaceAll(PERSON.subject, `m-${'1'.repeat(32)}`)) },
    }
  }

  test('each for its reason', async () => {
    const cases = Object.entries(await broken())
    const good = stored(await codec.encode(FILED, headerOf('CaseFiled', ID)))
    const read = await codec.decodeMany([...cases.map(([, event]) => event), good])
    expect(read.slice(0, -1)).toEqual(cases.map(([parked]) => ({ parked, detail: expect.any(String) })))
    expect(read.at(-1)).toMatchObject({ data: FILED.data })
  })

  test('and one alone is refused with its reason', async () => {
    const { unknown_type } = await broken()
    const refusal = { code: 'ledger.corrupt_event', values: { reason: 'unknown_type', event: ID, position: '0' } }
    await expect(codec.decode(unknown_type)).rejects.toMatchObject(refusal)
    expect(() => codec.decodeWithoutPersonal(unknown_type)).toThrow(expect.objectContaining(refusal))
  })
})

test('a stream decoded event by event asks the key store once', async () => {
  const asked: string[][] = []
  const counting: KeyStore = {
    ...keys,
    find: (subjects) => {
      asked.push([...subjects])
      return keys.find(subjects)
    },
  }
  const counted = createCodec({ contracts: CONTRACTS, keys: counting, subjectKey: SUBJECT_KEY })
  const stream = await Promise.all([ID, OTHER_ID].map((id) => codec.encode(FILED, headerOf('CaseFiled', id))))
  const read: Stored[] = await Promise.all(stream.map((event) => counted.decode(stored(event))))
  expect(read.map(({ data }) => data)).toEqual([FILED.data, FILED.data])
  expect(asked).toEqual([[PERSON.subject]])
})

/** The data with every marked value erased. */
const erasedIn = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data), (_, value) =>
    typeof value === 'string' && value.startsWith(SECRET) ? { erased: true } : value,
  )
