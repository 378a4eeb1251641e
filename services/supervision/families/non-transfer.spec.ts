import { describe, expect, it } from 'vitest'
import {
  COMPANY,
  criminal,
  filed,
  fileOf,
  found,
  OTHER_SUBJECT,
  penalised,
  type Told,
  transferred,
} from '../file/testing.ts'
import { nonTransfer } from './non-transfer.ts'
import { assessed, lookAt } from './testing.ts'

const findings = (told: readonly Told[], more = {}) => nonTransfer.look(lookAt(fileOf(...told), [assessed(more)]))
const stated: Told = { type: 'CaseNonTransferStated', data: { statedBy: 'source' } }
const base = [filed(), found(), penalised('2018-06-01')]

describe('应移未移 SIG-01 speaks', () => {
  it('asks where the number is met, a fine stands and nothing is said of a transfer', () => {
    const [finding] = findings(base)
    expect(finding).toMatchObject({ family: 'SIG-01', grade: 'ask', history: false })
    expect(finding?.missing).toContain('transfer.whether')
    expect(finding?.against).toContain('fine_may_precede_transfer')
  })
  it('is strong only with number, elements and non-transfer all on the file', () => {
    expect(findings([...base, stated])[0]).toMatchObject({ grade: 'strong' })
    expect(
      findings([...base, stated], { elements: { registered_mark: 'yes', knowledge: 'unknown' } })[0],
    ).toMatchObject({ grade: 'ask' })
    expect(findings([...base, stated], { confirmed: false, verdict: 'possible' })[0]).toMatchObject({ grade: 'ask' })
    expect(findings([...base, stated], { against: ['law.span'] })[0]).toMatchObject({ grade: 'ask' })
    expect(findings([...base, stated], { elements: {} })[0]).toMatchObject({ grade: 'ask' })
  })
  it("fires on a head's refusal without reasons", () => {
    const refused: Told = { type: 'TransferDecided', stream: 'transfer-1', data: { approved: false } }
    expect(findings([...base, refused])[0]?.reasons.map((r) => r.code)).toContain('transfer_refused_without_reasons')
  })
  it('stands as history where the procuratorate had to bring about the filing', () => {
    const supervised = criminal('CriminalCaseOpened', undefined, { route: 'procuratorate_supervision', suspects: [] })
    expect(findings([...base, stated, supervised, criminal('CriminalCaseFiled', '2018-07-09')])[0]).toMatchObject({
      history: true,
    })
  })
  it('asks where every dated criminal step certainly came after the penalty, though the number is only possible', () => {
    const told = [
      ...base,
      criminal('CriminalCaseOpened', undefined, { route: 'parallel', suspects: [] }),
      criminal('SuspectArrested', '2018-06-05'),
    ]
    expect(findings(told, { verdict: 'possible' })[0]).toMatchObject({ grade: 'ask', history: true })
  })
  it('takes the order in which undated steps were told only where the police are said to have gone their own way', () => {
    const own = criminal('CriminalCaseOpened', undefined, { route: 'parallel', suspects: [] })
    const arrested = criminal('SuspectArrested', undefined)
    expect(findings([...base, own, arrested])[0]).toMatchObject({ grade: 'ask', history: true })
    expect(findings([filed(), found(), own, arrested, penalised('2018-06-01')])).toEqual([])
  })
  it('stands as history where an undated transfer on advice was told after the fine', () => {
    const advised = transferred(undefined, { onAdvice: true })
    expect(findings([...base, advised])[0]).toMatchObject({ grade: 'ask', history: true })
    expect(findings([filed(), found(), advised, penalised('2018-06-01')])).toEqual([])
    expect(findings([...base, transferred(undefined)])).toEqual([])
  })
  it('asks of every party with figures where a decision names none of several', () => {
    const unnamed = { party: undefined }
    const several = [
      filed({ parties: [COMPANY, { ...COMPANY, subject: OTHER_SUBJECT }] }),
      penalised('2018-06-01', unnamed),
    ]
    const figure = { amounts: [{ basis: 'sales', value: 9_000_000, bound: 'exact', valuation: 'unknown' }] }
    expect(findings([...several, found(figure)])).toHaveLength(1)
    expect(findings([...several, found()])).toEqual([])
  })
  it('asks about a fine that the law allows only for a larger business', () => {
    expect(findings(base, { verdict: 'possible' })[0]?.reasons.map((r) => r.code)).toContain('fine_implies_business')
    expect(
      findings([filed(), found(), penalised('2018-06-01', { fine: 25_000_000 })], { verdict: 'possible' }),
    ).toEqual([])
  })
})

describe('应移未移 SIG-01 keeps silent', () => {
  const silent: [string, Told[], object?][] = [
    ['a transfer is on file', [...base, transferred('2018-06-20')]],
    [
      'the police had it first',
      [...base, criminal('CriminalCaseOpened', undefined, { route: 'police_first', suspects: [] })],
    ],
    ['the police gave it back', [...base, criminal('CriminalCaseReturned', '2018-05-01')]],
    ['agency and police acted together', [filed({ jointWith: ['某公安局'] }), found(), penalised('2018-06-01')]],
    [
      'the penalty followed a non-prosecution',
      [...base, criminal('SuspectNotProsecuted', '2018-03', { kind: 'discretionary' })],
    ],
    ['criminal steps exist and their order is not known', [...base, criminal('CriminalCaseFiled', undefined)]],
    [
      'a criminal step of the same month leaves the order open',
      [filed(), found(), penalised('2018-06'), criminal('SuspectArrested', '2018-06')],
    ],
    ['it is a civil suit', [filed({ nature: 'civil' }), found(), penalised('2018-06-01')]],
    ['nothing was decided yet', [filed(), found()]],
    ['an element is recorded as absent and nothing is stated', base, { elements: { knowing: 'no' } }],
    ['the penalty was revoked', [...base, { type: 'CasePenaltyRevoked', data: { ground: 'court' } }]],
    ['the number is not reached', base, { verdict: 'not_met' }],
    ['no offence covers it', [...base, stated], { verdict: 'none' }],
    ['the court acquitted', [...base, stated], { verdict: 'not_met', settledBy: 'acquittal' }],
    ['limitation had passed', [...base, stated], { limitation: { ends: '2010-01-01', passed: 'yes' } }],
    [
      'the number is only possible and nothing else points to it',
      [filed(), found(), penalised('2018-06-01', { fine: 100 })],
      { verdict: 'possible' },
    ],
    [
      'somebody else was fined',
      [
        filed({ parties: [COMPANY, { subject: OTHER_SUBJECT, kind: 'person' }] }),
        found(),
        penalised('2018-06-01', { party: { subject: OTHER_SUBJECT, kind: 'person' } }),
      ],
    ],
  ]
  for (const [why, told, more] of silent) it(`when ${why}`, () => expect(findings(told, more)).toEqual([]))
})
