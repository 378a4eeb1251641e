import { caseContract, criminalCaseContract, leadContract } from '@case-ledger/contracts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { identify } from './identify.ts'
import { planOf } from './plan.ts'
import { placeId, subjectOf } from './subject-id.ts'
import { SUBJECT_KEY } from './testing/events.ts'

const PARTY = { kind: 'company', name: '甲公司' } as const
const idOf = (name: string, path: string) => subjectOf(SUBJECT_KEY, { name }, { matter: 'M1', path })
const file = caseContract.commands.file.data
const register = leadContract.commands.register.data

describe('identifying a command', () => {
  test('fills in the subject of every party, however deep, and leaves the rest as it was', () => {
    const data = { parties: [PARTY, { kind: 'unknown' as const }], jointWith: [], nature: 'administrative' as const }
    expect(identify(SUBJECT_KEY, file, data, 'M1')).toEqual({
      ...data,
      parties: [
        { ...PARTY, subject: idOf('甲公司', 'parties.0') },
        { kind: 'unknown', subject: placeId(SUBJECT_KEY, { matter: 'M1', path: 'parties.1' }) },
      ],
    })
    expect(data.parties[0]).toBe(PARTY)
    expect(PARTY).not.toHaveProperty('subject')
  })

  test('gives an object with personal values of its own the subject of its party, or of its place', () => {
    const named = identify(SUBJECT_KEY, register, { kind: 'report', title: '甲公司案', party: PARTY }, 'M1')
    expect(named).toMatchObject({ subject: idOf('甲公司', 'party'), party: { subject: idOf('甲公司', 'party') } })
    const unnamed = identify(SUBJECT_KEY, register, { kind: 'report', title: '售假案' }, 'M1')
    expect(unnamed).toMatchObject({ subject: placeId(SUBJECT_KEY, { matter: 'M1', path: '' }) })
    const given = `s-${'0'.repeat(32)}`
    const known = identify(SUBJECT_KEY, register, { kind: 'report', title: '售假案', subject: given }, 'M1')
    expect(known).toMatchObject({ subject: given })
  })

  test('takes no other text for a subject: it would be stored in the open', () => {
    const data = { kind: 'report' as const, title: '售假案', subject: '王小麻子' }
    expect(() => identify(SUBJECT_KEY, register, data, 'M1')).toThrow('data.subject · no subject id')
  })

  test('leaves pointers at suspects to whoever decides', () => {
    const judged = { verdict: 'guilty' as const, party: PARTY, offences: [], instance: 'first' as const, amounts: [] }
    const filled = identify(SUBJECT_KEY, criminalCaseContract.commands.judge.data, judged, 'M1')
    expect(filled).toEqual({ ...judged, party: { ...PARTY, subject: idOf('甲公司', 'party') } })
  })

  test('names the field where a party is known by name only and there is no matter', () => {
    const data = { kind: 'report' as const, party: PARTY }
    expect(() => identify(SUBJECT_KEY, register, data, undefined)).toThrow('party.creditCode')
  })
})

describe('the plan of a schema', () => {
  test('is nothing where nobody is named, so that such events take the short way', () => {
    expect(planOf(caseContract.events.CaseClosed.data)).toBeUndefined()
  })

  test('refuses a kind of schema it does not understand rather than miss a personal value in it', () => {
    expect(() => planOf(z.object({ odd: z.map(z.string(), z.string()) }))).toThrow('map')
  })
})
