import { describe, expect, test } from 'vitest'
import { CONTRACTS } from './catalogue.ts'
import { UPCASTERS, upcast } from './upcast.ts'

const STEPS = {
  Sample: { 1: (data: unknown) => ({ ...(data as object), second: true }), 2: (data: unknown) => ({ within: data }) },
}

describe('upcasting', () => {
  test('goes through every version in between', () => {
    expect(upcast('Sample', { first: 1 }, { from: 1, to: 3 }, STEPS)).toEqual({
      data: { within: { first: 1, second: true } },
    })
  })

  test('leaves data of the current version as it is', () => {
    const data = { first: 1 }
    expect(upcast('Sample', data, { from: 3, to: 3 }, STEPS)?.data).toBe(data)
  })

  test.each([
    ['a version later than the program knows', 'Sample', 4, 3],
    ['a step that is missing', 'Sample', 3, 5],
    ['a type without steps', 'Other', 1, 2],
  ])('finds no way for %s', (_, type, from, to) => {
    expect(upcast(type, {}, { from, to }, STEPS)).toBeUndefined()
  })

  test('has a step from every earlier version of every event type, and none for types or versions that are not', () => {
    const wanted = CONTRACTS.flatMap(({ events }) =>
      Object.entries(events).flatMap(([type, { version }]) =>
        Array.from({ length: version - 1 }, (_, earlier) => `${type}.v${earlier + 1}`),
      ),
    )
    const present = Object.entries(UPCASTERS).flatMap(([type, steps]) => Object.keys(steps).map((v) => `${type}.v${v}`))
    expect(present.sort()).toEqual(wanted.sort())
  })
})
