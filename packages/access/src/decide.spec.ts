import { CONTRACTS, FIELD_CLASSES, MODES } from '@case-ledger/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMAND_RULES } from './command-rules.ts'
import { covers, decide } from './decide.ts'
import { type AccessRole, AGENCY_KINDS, type AgencyKind, type Principal, ROLES_OF_PEOPLE } from './principal.ts'
import { READ_RULES } from './read-rules.ts'

const CITY = '440000/440300'
const ELSEWHERE = '110000'

const who = (agencyKind: AgencyKind, role: AccessRole, more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  id: 'someone',
  agency: 'own-agency',
  agencyKind,
  roles: [role],
  region: CITY,
  level: 'city',
  ...more,
})

/** `new`: nothing there yet; `ours`: the agency takes part; `theirs`: it does not. */
const AUDIENCES = { new: undefined, ours: ['own-agency', 'other-agency'], theirs: ['other-agency'] }
type Place = keyof typeof AUDIENCES

const mayGive = (
  principal: Principal,
  act: string,
  mode: 'perform' | 'report',
  place: Place,
  agency = 'own-agency',
) => {
  const [service, aggregate, verb] = act.split('.') as [string, string, string]
  const resource = { audience: AUDIENCES[place], region: CITY }
  return decide({ principal, action: { service, aggregate, verb, mode, agency }, resource }).allow
}

const mayRead = (principal: Principal, what: string, fieldClass: 'M0' | 'M1' | 'M2', place: Place, region = CITY) => {
  const [service, aggregate] = what.split('.') as [string, string]
  const action = { service, aggregate, verb: 'read', fieldClass } as const
  return decide({ principal, action, resource: { audience: AUDIENCES[place], region } }).allow
}

describe('who may give which command', () => {
  test.each<[AgencyKind, AccessRole, string, 'perform' | 'report', Place, boolean]>([
    ['market_regulator', 'case_officer', 'intake.case.file', 'perform', 'new', true],
    ['market_regulator', 'case_officer', 'intake.case.penalise', 'perform', 'ours', true],
    ['market_regulator', 'case_officer', 'intake.case.penalise', 'perform', 'theirs', false],
    ['market_regulator', 'legal_reviewer', 'intake.case.penalise', 'perform', 'ours', false],
    ['market_regulator', 'analyst', 'intake.case.file', 'perform', 'new', false],
    ['court', 'case_officer', 'intake.case.file', 'perform', 'new', false],
    ['market_regulator', 'case_officer', 'referral.transfer.decide', 'perform', 'ours', false],
    ['market_regulator', 'head', 'referral.transfer.decide', 'perform', 'ours', true],
    ['market_regulator', 'case_officer', 'referral.transfer.decide', 'report', 'ours', true],
    ['police', 'case_officer', 'referral.transfer.receive', 'perform', 'ours', true],
    ['police', 'case_officer', 'referral.transfer.receive', 'perform', 'theirs', false],
    ['police', 'case_officer', 'judicial-linkage.criminalCase.file', 'perform', 'ours', true],
    ['market_regulator', 'case_officer', 'judicial-linkage.criminalCase.file', 'perform', 'ours', false],
    [
      'procuratorate',
      'criminal_section',
      'judicial-linkage.criminalCase.decideNonProsecution',
      'perform',
      'ours',
      true,
    ],
    ['police', 'head', 'judicial-linkage.criminalCase.decideNonProsecution', 'perform', 'ours', false],
    ['court', 'case_officer', 'judicial-linkage.criminalCase.judge', 'perform', 'ours', true],
    ['procuratorate', 'administrative_section', 'judicial-linkage.instrument.issue', 'perform', 'new', true],
    ['market_regulator', 'head', 'judicial-linkage.instrument.issue', 'perform', 'new', false],
    ['market_regulator', 'head', 'judicial-linkage.instrument.reply', 'perform', 'ours', true],
    ['market_regulator', 'head', 'credit-blacklisting.listing.decide', 'perform', 'new', true],
    ['culture', 'head', 'credit-blacklisting.listing.decide', 'perform', 'new', false],
    ['procuratorate', 'criminal_section', 'supervision.finding.close', 'perform', 'theirs', true],
    ['market_regulator', 'head', 'supervision.finding.close', 'perform', 'ours', false],
    ['procuratorate', 'criminal_section', 'supervision.finding.raise', 'perform', 'new', false],
    ['other', 'service:supervision', 'supervision.finding.raise', 'perform', 'new', true],
    ['other', 'service:views', 'supervision.finding.raise', 'perform', 'new', false],
    ['other', 'importer', 'intake.case.file', 'report', 'new', true],
    ['other', 'importer', 'intake.case.file', 'perform', 'new', false],
    ['other', 'importer', 'supervision.finding.close', 'report', 'ours', false],
  ])('%s %s: %s, %s, %s → %s', (kind, role, act, mode, place, allowed) => {
    expect(mayGive(who(kind, role), act, mode, place)).toBe(allowed)
  })

  test('a procurator closes findings of the own region only', () => {
    const close = (region: string) =>
      mayGive(who('procuratorate', 'criminal_section', { region }), 'supervision.finding.close', 'perform', 'theirs')
    expect([close(CITY), close(ELSEWHERE)]).toEqual([true, false])
  })
  test('an act of another agency may be reported from papers, never performed', () => {
    const officer = who('market_regulator', 'case_officer')
    expect(mayGive(officer, 'intake.case.file', 'report', 'new', 'other-agency')).toBe(true)
    expect(mayGive(officer, 'intake.case.file', 'perform', 'new', 'other-agency')).toBe(false)
  })
})

describe('who may read what', () => {
  test.each<[AgencyKind, AccessRole, string, 'M0' | 'M1' | 'M2', Place, boolean]>([
    ['market_regulator', 'case_officer', 'intake.case', 'M1', 'ours', true],
    ['market_regulator', 'case_officer', 'intake.case', 'M1', 'theirs', false],
    ['market_regulator', 'case_officer', 'judicial-linkage.criminalCase', 'M2', 'ours', false],
    ['police', 'case_officer', 'judicial-linkage.criminalCase', 'M2', 'ours', true],
    ['police', 'case_officer', 'judicial-linkage.criminalCase', 'M0', 'theirs', false],
    ['procuratorate', 'criminal_section', 'intake.case', 'M1', 'theirs', true],
    ['procuratorate', 'criminal_section', 'intake.case', 'M2', 'theirs', false],
    ['market_regulator', 'analyst', 'intake.case', 'M0', 'theirs', true],
    ['market_regulator', 'analyst', 'intake.case', 'M1', 'ours', false],
    ['other', 'importer', 'intake.case', 'M0', 'ours', false],
    ['procuratorate', 'case_management', 'supervision.finding', 'M2', 'theirs', true],
    ['market_regulator', 'head', 'supervision.finding', 'M0', 'ours', false],
    ['police', 'head', 'supervision.finding', 'M0', 'ours', false],
  ])('%s %s: %s %s, %s → %s', (kind, role, what, fieldClass, place, allowed) => {
    expect(mayRead(who(kind, role), what, fieldClass, place)).toBe(allowed)
  })

  test('supervision reaches the own region and what lies below, no further', () => {
    const procurator = who('procuratorate', 'criminal_section')
    expect(mayRead(procurator, 'intake.case', 'M1', 'theirs', `${CITY}/440305`)).toBe(true)
    expect(mayRead(procurator, 'intake.case', 'M1', 'theirs', '440000')).toBe(false)
    expect(mayRead(procurator, 'intake.case', 'M1', 'theirs', '440000/4403001')).toBe(false)
  })
  test('a region that is not known is covered by the whole country only', () => {
    expect([covers('', undefined), covers(CITY, undefined)]).toEqual([true, false])
  })
})

const roles = fc.oneof(
  fc.constantFrom<AccessRole[]>(...ROLES_OF_PEOPLE),
  fc.constantFrom<AccessRole[]>('service:supervision', 'service:referral'),
)
const anyone = fc
  .tuple(fc.constantFrom(...AGENCY_KINDS), fc.array(roles, { maxLength: 3 }), fc.constantFrom('', CITY, ELSEWHERE))
  .map(([kind, some, region]) => who(kind, 'analyst', { roles: some, region }))
const acts = CONTRACTS.flatMap((c) => Object.keys(c.commands).map((v) => `${c.service}.${c.aggregate}.${v}`))
const act = fc.oneof(fc.constantFrom(...acts), fc.constantFrom('intake.case.invent', 'nowhere.case.file', 'intake.x.y'))
const place = fc.constantFrom<Place[]>('new', 'ours', 'theirs')
const agency = fc.constantFrom('own-agency', 'other-agency')

test('nothing is allowed that no rule names', () => {
  fc.assert(
    fc.property(anyone, act, fc.constantFrom(...MODES), place, agency, (principal, name, mode, where, acting) => {
      if (!mayGive(principal, name, mode, where, acting)) return
      const [service, aggregate] = name.split('.')
      const naming = COMMAND_RULES.filter(
        (r) =>
          (r.commands.includes(name) || r.commands.includes(`${service}.${aggregate}.*`)) &&
          r.modes.includes(mode) &&
          (r.kinds === 'any' || r.kinds.includes(principal.agencyKind)) &&
          r.roles.some((role) => principal.roles.includes(role)),
      )
      expect(naming).not.toEqual([])
      if (acting !== principal.agency) expect(naming.some((r) => r.othersActs)).toBe(true)
      if (where === 'theirs') expect(naming.some((r) => r.where !== 'participant')).toBe(true)
      if (principal.region === ELSEWHERE) expect(naming.some((r) => r.where !== 'region')).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('nobody without a role reads or writes anything', () => {
  fc.assert(
    fc.property(
      anyone,
      act,
      fc.constantFrom(...MODES),
      fc.constantFrom(...FIELD_CLASSES),
      place,
      (p, name, mode, c, where) => {
        const nobody = { ...p, roles: [] }
        expect(mayGive(nobody, name, mode, where) || mayRead(nobody, name, c, where)).toBe(false)
      },
    ),
  )
})

test('findings are read by the procuratorate only', () => {
  fc.assert(
    fc.property(anyone, fc.constantFrom(...FIELD_CLASSES), place, (principal, fieldClass, where) => {
      if (mayRead(principal, 'supervision.finding', fieldClass, where))
        expect(principal.agencyKind).toBe('procuratorate')
    }),
  )
})

test('every command of every contract can be given by somebody', () => {
  const unreachable = acts.filter((name) => {
    const [service, aggregate] = name.split('.')
    return !COMMAND_RULES.some((r) => r.commands.includes(name) || r.commands.includes(`${service}.${aggregate}.*`))
  })
  expect(unreachable).toEqual([])
})

test('the tables name only what exists, and each row once', () => {
  const known = new Set([...acts, ...CONTRACTS.map((c) => `${c.service}.${c.aggregate}.*`)])
  expect(COMMAND_RULES.flatMap((r) => r.commands).filter((name) => !known.has(name))).toEqual([])
  const aggregates = CONTRACTS.map((c) => `${c.service}.${c.aggregate}`)
  expect(READ_RULES.flatMap((r) => r.aggregates).filter((name) => !aggregates.includes(name))).toEqual([])
  const ids = [...COMMAND_RULES, ...READ_RULES].map((r) => r.id)
  expect(new Set(ids).size).toBe(ids.length)
})
