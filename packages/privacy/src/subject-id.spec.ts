import { isMatchableAcrossMatters } from '@case-ledger/contracts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseName, normaliseNumber, subjectOf } from './subject-id.ts'

const KEY = new Uint8Array(32).fill(1)
const CODE = '91330106MA27YLNE0K'
const IDENTITY = '11010519491231002X'
const M1 = { matter: 'M1', path: 'parties.0' }
const M2 = { matter: 'M2', path: 'parties.0' }
const subject = (party: Parameters<typeof subjectOf>[1], place = M1) => subjectOf(KEY, party, place)

describe('a number', () => {
  test.each([
    ['lower case', CODE.toLowerCase()],
    ['full width', '９１３３０１０６ＭＡ２７ＹＬＮＥ０Ｋ'],
    ['spaces and hyphens', ' 9133 0106-MA27YLNE0K '],
  ])('is the same in %s', (_, written) => {
    expect(normaliseNumber(written)).toBe(CODE)
  })

  test.each([
    ['masked', '1101051949****002X'],
    ['too short', '91330106'],
    ['not a number', '不详'],
    ['empty', ''],
  ])('that is %s identifies nobody', (_, written) => {
    expect(normaliseNumber(written)).toBeUndefined()
    expect(isMatchableAcrossMatters(subject({ creditCode: written, name: '甲公司' }))).toBe(false)
  })

  test('makes one id in every matter, whatever name stands beside it', () => {
    const id = subject({ creditCode: CODE, name: '甲公司' })
    expect(id).toMatch(/^s-[0-9a-f]{32}$/)
    expect(subject({ creditCode: CODE, name: '乙公司' }, M2)).toBe(id)
    expect(subject({ identityNumber: IDENTITY })).toMatch(/^s-/)
  })

  test('with a wrong check digit is still that number', () => {
    expect(subject({ creditCode: '91330106MA27YLNE00' })).not.toBe(subject({ creditCode: CODE }))
  })

  test('as credit code is not the same digits as identity number', () => {
    expect(subject({ creditCode: IDENTITY })).not.toBe(subject({ identityNumber: IDENTITY }))
  })

  test('counts before a name, and the credit code before the identity number', () => {
    const both = { creditCode: CODE, identityNumber: IDENTITY, name: '甲' }
    expect(subject(both)).toBe(subject({ creditCode: CODE }))
  })
})

describe('a name', () => {
  test.each([
    ['full width brackets', '杭州甲（集团）公司', '杭州甲(集团)公司'],
    ['spaces at the ends', ' 张三　', '张三'],
    ['runs of spaces', 'Ａ  B', 'A B'],
  ])('is the same with %s', (_, written, other) => {
    expect(normaliseName(written)).toBe(normaliseName(other))
    expect(subject({ name: written })).toBe(subject({ name: other }))
  })

  test('makes one id inside its matter and another outside', () => {
    expect(subject({ name: '张三' }, { ...M1, path: 'party' })).toBe(subject({ name: '张三' }))
    expect(subject({ name: '张三' }, M2)).not.toBe(subject({ name: '张三' }))
    expect(isMatchableAcrossMatters(subject({ name: '张三' }))).toBe(false)
  })

  test('without matter or number is refused', () => {
    const outside = { matter: undefined, path: 'party' }
    expect(() => subjectOf(KEY, { name: '张三' }, outside)).toThrow('input.malformed')
    expect(subjectOf(KEY, { name: '张三', creditCode: CODE }, outside)).toMatch(/^s-/)
  })

  test('of spaces only, or erased, is no name', () => {
    const unnamed = subject({})
    expect(subject({ name: '　 ' })).toBe(unnamed)
    expect(subject({ name: { erased: true } })).toBe(unnamed)
  })
})

test('parties without name and number are apart by their place in the command', () => {
  expect(subject({})).not.toBe(subject({}, { ...M1, path: 'parties.1' }))
  expect(subject({})).not.toBe(subject({}, M2))
  expect(subject({})).not.toBe(subject({ name: 'parties.0' }))
})

describe('a subject given', () => {
  const given = `m-${'a'.repeat(32)}`

  test('is kept: it points at a party already known', () => {
    expect(subject({ subject: given, name: '张三' })).toBe(given)
  })

  test('is refused when the number says otherwise', () => {
    expect(() => subject({ subject: given, creditCode: CODE })).toThrow('parties.0.subject')
    expect(subject({ subject: subject({ creditCode: CODE }), creditCode: CODE })).toBe(subject({ creditCode: CODE }))
  })
})

test('ids need the key: another key makes others', () => {
  const other = new Uint8Array(32).fill(2)
  expect(subjectOf(other, { creditCode: CODE }, M1)).not.toBe(subject({ creditCode: CODE }))
})

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      expect(normaliseName(normaliseName(written))).toBe(normaliseName(written))
      const number = normaliseNumber(written)
      expect(number === undefined ? undefined : normaliseNumber(number)).toBe(number)
    }),
  )
})
