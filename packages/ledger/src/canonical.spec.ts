import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertCanonical, canonicalBytes, decode } from './canonical.ts'

const text = (value: unknown): string => Buffer.from(canonicalBytes(value)).toString('utf8')

describe('canonical bytes', () => {
  test('are RFC 8785: keys by UTF-16 code unit, no spaces, shortest escapes', () => {
    expect(text({ b: [1, -0, true, null], a: { z: '\u20ac$\u000f\nA\'B"\\"/' }, 案: '由' })).toBe(
      '{"a":{"z":"€$\\u000f\\nA\'B\\"\\\\\\"/"},"b":[1,0,true,null],"案":"由"}',
    )
    // U+1F600 comes before U+FF61 as UTF-16, after it as code points.
    expect(text({ '\uff61': 1, '\u{1f600}': 2, '€': 3, ö: 4, '\r': 5, 10: 6, 9: 7 })).toBe(
      '{"\\r":5,"10":6,"9":7,"ö":4,"€":3,"\u{1f600}":2,"\uff61":1}',
    )
  })

  test('leave out members that are undefined, as if absent', () => {
    expect(text({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  test('write text in NFC, keys too', () => {
    expect(text({ 'e\u0301': 'e\u0301' })).toBe('{"\u00e9":"\u00e9"}')
    expect(() => canonicalBytes({ 'e\u0301': 1, '\u00e9': 2 })).toThrow(/normalisation/)
  })

  test.each([
    ['NUL', { a: [{ b: 'x\0' }] }, '$.a[0].b'],
    ['NUL in a key', { a: { 'x\0': 1 } }, '$.a'],
    ['a lone surrogate', ['\ud800'], '$[0]'],
    ['a fraction', { a: 1.5 }, '$.a'],
    ['2^53', { a: 2 ** 53 }, '$.a'],
    ['NaN', NaN, '$'],
    ['undefined in a list', [undefined], '$[0]'],
    ['undefined alone', undefined, '$'],
    ['a hole in a list', { a: new Array(1) }, '$.a[0]'],
    ['a function', { a: () => 1 }, '$.a'],
    ['a bigint', { a: 1n }, '$.a'],
    ['a symbol', { a: Symbol('x') }, '$.a'],
    ['a Date', { a: new Date(0) }, '$.a'],
    ['a Map', new Map(), '$'],
  ])('refuse %s and say where', (_, value, field) => {
    expect(() => canonicalBytes(value)).toThrow(expect.objectContaining({ code: 'input.unsafe_text', field }))
  })

  test('refuse a cycle and nesting without end, without overflowing', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    expect(() => canonicalBytes(cycle)).toThrow(/deeper than 64/)
    const deep = Buffer.from('['.repeat(30_000) + ']'.repeat(30_000))
    expect(() => assertCanonical(deep, 'data')).toThrow(/deeper than 64/)
  })

  test('say the same after being read back, and are canonical, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const whole = JSON.parse(JSON.stringify(value), (_, v) => (typeof v === 'number' ? Math.trunc(v % 1e9) : v))
        const plain = JSON.parse(JSON.stringify(whole).replaceAll('\\u0000', '').toWellFormed().normalize('NFC'))
        const bytes = canonicalBytes(plain)
        assertCanonical(bytes, 'data')
        expect(canonicalBytes(decode(bytes))).toEqual(bytes)
      }),
    )
  })

  test('do not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse())
        expect(text(reversed)).toBe(text(value))
      }),
    )
  })
})

describe('decode', () => {
  test('names stored bytes that are not JSON', () => {
    expect(() => decode(Buffer.from([0xff]))).toThrow(expect.objectContaining({ code: 'ledger.corrupt_event' }))
    expect(() => decode(Buffer.from('{'))).toThrow(expect.objectContaining({ code: 'ledger.corrupt_event' }))
  })
})
