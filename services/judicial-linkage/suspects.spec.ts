import { taken, wasTaken } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { change, isOnePerson, noSuspects, type Suspect, standing, suspectOf, withParties } from './suspects.ts'

const A = `m-${'a'.repeat(32)}`
const B = `m-${'b'.repeat(32)}`
const one = withParties(noSuspects, [{ kind: 'person', subject: A }])
const two = withParties(one, [{ kind: 'person', subject: B }])
const isFiled = ({ filing }: Suspect) => wasTaken(filing)
const filed = () => ({ filing: taken(true as const) })

test('an act that names nobody is about the only suspect there is', () => {
  expect(suspectOf(one, {})).toBe(A)
  expect(suspectOf(two, {})).toBeUndefined()
  expect(suspectOf(two, { party: { kind: 'person', subject: B } })).toBe(B)
})

test('what is said of the case holds for each suspect of whom nothing else is on file', () => {
  const said = change(two, {}, filed)
  expect(standing(said, { suspect: A }, isFiled)).toBe('yes')
  expect(
    standing(
      change(said, { suspect: A }, () => ({ filing: { is: 'absent' } })),
      { suspect: A },
      isFiled,
    ),
  ).toBe('no')
})

test('what is said of one suspect says nothing of the other, but something of the case', () => {
  const said = change(two, { suspect: A }, filed)
  expect(standing(said, { suspect: B }, isFiled)).toBe('unknown')
  expect(standing(said, {}, isFiled)).toBe('yes')
})

test('an act makes known whom it names', () => {
  const said = change(noSuspects, { party: { kind: 'person', subject: A } }, filed)
  expect(said.named[A]?.filing).toEqual(taken(true))
})

test.each([
  ['a person', { kind: 'person', subject: A } as const, true],
  ['a group', { kind: 'group', subject: A } as const, false],
  ['thirteen sellers in one entry', { kind: 'sole_trader', subject: A, heads: 13 } as const, false],
])('%s', (_, party, answer) => {
  expect(isOnePerson(withParties(noSuspects, [party]), { suspect: A })).toBe(answer)
})

test('who was several stays several when named again without the number', () => {
  const gang = withParties(noSuspects, [{ kind: 'person', subject: A, heads: 5 }])
  expect(isOnePerson(withParties(gang, [{ kind: 'person', subject: A }]), { suspect: A })).toBe(false)
})
