import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { assertStreamName, categoryOf, eventId, streamName } from './ids.ts'

/** UUIDv8 built here by another way: overwrite the two marked digits of the hash. */
const uuid8 = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = '89ab'[parseInt(hex[16]!, 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

describe('ids', () => {
  test('an event id is the UUIDv8 of SHA-256 over ["<commandId>",ordinal]', () => {
    expect(eventId('c1', 0)).toBe(uuid8('["c1",0]'))
    expect(eventId('c1', 12)).toBe(uuid8('["c1",12]'))
    // Written out once: these ids stand in every ledger and must never change.
    expect(eventId('c1', 0)).toBe('5dcdba67-6140-8c25-b8b5-43ea1b413f9b')
  })

  test('a stream opened by a command is named after its aggregate and the command', () => {
    expect(streamName('criminalCase', 'c1')).toBe(`criminalCase-${uuid8('["c1","criminalCase"]')}`)
    expect(categoryOf(streamName('criminalCase', 'c1'))).toBe('criminalCase')
  })

  test('no two parts run together', () => {
    expect(
      new Set([eventId('c', 11), eventId('c1', 1), streamName('c', '11').slice(2), eventId('c","1', 1)]).size,
    ).toBe(4)
  })

  test.each(['', 'case', 'case-', '$case-', 'Case-', 'case-张三', 'my case-', '-'].map((name) => [name]))(
    '"%s" with or without a uuid is no stream name',
    (name) => {
      const uuid = eventId('c', 0)
      expect(() => assertStreamName(name)).toThrow(expect.objectContaining({ code: 'input.malformed' }))
      if (!/^case-?$/.test(name)) expect(() => assertStreamName(name + uuid)).toThrow(/input.malformed/)
    },
  )

  test('a uuid in capitals is no stream name: names are compared as bytes', () => {
    expect(() => assertStreamName(`case-${eventId('c', 0).toUpperCase()}`)).toThrow(/input.malformed/)
  })
})
