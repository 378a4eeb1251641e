import { describe, expect, it } from 'vitest'
import {
  COMPANY,
  criminal,
  filed,
  fileOf,
  found,
  OTHER_SUBJECT,
  penalised,
  SUBJECT,
  type Told,
  transferred,
} from '../file/testing.ts'
import { nearLine } from './near-line.ts'
import { noPunishment } from './no-punishment.ts'
import { repeatAsFirst } from './repeat-as-first.ts'
import { assessed, lookAt } from './testing.ts'

describe('临界筛查 SIG-02', () => {
  const look = (told: Told[], more = {}) =>
    nearLine.look(lookAt(fileOf(...told), [assessed({ verdict: 'near', ...more })]))
  const flagged = [filed(), found({ circumstances: ['grave', 'appraised'] }), penalised('2018-06-01')]

  it('asks where the number is near the line and two flags stand', () => {
    expect(look(flagged)[0]).toMatchObject({ family: 'SIG-02', grade: 'ask' })
  })
  it('leaves 80 % alone to the statistics', () => {
    expect(look([filed(), found({ circumstances: ['grave'] }), penalised('2018-06-01')])).toEqual([])
  })
  it('asks where the amount fell across the line between filing and penalty', () => {
    const fell = {
      amountAtFiling: { basis: 'sales', value: 6_000_000 },
      amountAtPenalty: { basis: 'sales', value: 4_900_000 },
    }
    expect(look([filed(), found(), penalised('2018-06-01', fell)], { verdict: 'not_met' })[0]?.reasons).toContainEqual({
      code: 'fell_across_line',
      values: { from: 6_000_000, to: 4_900_000 },
    })
  })
  it('asks where one party was fined twice in the matter', () => {
    expect(look([filed(), found(), penalised('2018-06-01'), penalised('2018-06-02')])).toHaveLength(1)
  })
  it('keeps silent where it was transferred, or the number is met', () => {
    expect(look([...flagged, transferred('2018-06-20')])).toEqual([])
    expect(look(flagged, { verdict: 'met' })).toEqual([])
  })
})

describe('不刑不罚 SIG-09', () => {
  const look = (told: Told[], term: 'run_out' | 'running' = 'run_out') =>
    noPunishment.look(lookAt(fileOf(...told), [], { term: () => term }))
  const dropped: Told = {
    ...criminal('SuspectNotProsecuted', '2025-01-10', { kind: 'discretionary', suspect: SUBJECT }),
    mode: 'perform',
  }
  const opinion: Told = {
    type: 'InstrumentIssued',
    stream: 'instrument-1',
    mode: 'perform',
    at: '2025-01-20',
    data: { kind: 'reverse_opinion', to: '某局', copyTo: [] },
  }
  const served: Told = { type: 'InstrumentServed', stream: 'instrument-1', mode: 'perform', at: '2025-01-22', data: {} }

  it('asks when hand-over and review ran out with neither opinion nor reasons', () => {
    expect(look([filed(), dropped])[0]?.reasons.map((r) => r.code)).toEqual(['not_prosecuted', 'no_opinion_in_time'])
  })
  it('asks when a served opinion was not answered within its term', () => {
    expect(look([dropped, opinion, served])[0]?.reasons.map((r) => r.code)).toContain('opinion_unanswered')
  })
  it('asks when nothing was done after the opinion, whatever the term', () => {
    const nothing: Told = {
      type: 'InstrumentOutcomeRecorded',
      stream: 'instrument-1',
      data: { outcome: 'nothing_done' },
    }
    expect(look([dropped, opinion, served, nothing], 'running')).toHaveLength(1)
  })
  it('is about the only party where the decision names nobody, and held against none of several', () => {
    const unnamed: Told = { ...dropped, data: { offences: [], kind: 'discretionary' } }
    const two = { parties: [COMPANY, { subject: OTHER_SUBJECT, kind: 'person' }] }
    expect(look([filed(), unnamed])[0]).toMatchObject({ subject: SUBJECT })
    expect(look([filed(two), unnamed])).toEqual([])
    expect(look([unnamed])).toEqual([])
  })
  it('lets no term run out on acts reported afterwards', () => {
    expect(look([{ ...dropped, mode: 'report' }])).toEqual([])
  })
  it('is silent while the term runs, and when anything cleared it', () => {
    expect(look([dropped], 'running')).toEqual([])
    expect(look([filed(), dropped, penalised('2025-02-01')])).toEqual([])
    expect(look([dropped, criminal('SuspectJudged', '2025-03-01', { verdict: 'guilty', criminalFine: 100 })])).toEqual(
      [],
    )
    expect(
      look([dropped, { type: 'CaseOutcomeDecided', data: { outcome: 'no_penalty', reasons: '首违不罚' } }]),
    ).toEqual([])
    expect(look([filed()])).toEqual([])
  })
})

describe('再犯按初犯 SIG-22', () => {
  const window = () => ({ rule: 'T25-213-t3', since: '2024-05-01' })
  const prior = { matter: 'M0', event: '11111111-1111-8111-8111-111111111111', day: '2025-06-01' }
  const look = (told: Told[], priors = [prior], repeatWindow: () => ReturnType<typeof window> | undefined = window) =>
    repeatAsFirst.look(lookAt(fileOf(...told), [], { priors: { [SUBJECT]: priors }, repeatWindow }))
  const told = [filed(), found(), penalised('2026-05-01', { party: COMPANY })]

  it('asks where an earlier penalty inside the window is not mentioned', () => {
    expect(look(told)[0]).toMatchObject({ family: 'SIG-22', subject: SUBJECT, rule: 'T25-213-t3' })
  })
  it('is silent when the priors were considered, lie outside the window, came later, or the law knows no window', () => {
    expect(
      look([filed(), found({ priors: [{ kind: 'administrative', document: '前案' }] }), penalised('2026-05-01')]),
    ).toEqual([])
    expect(look(told, [{ ...prior, day: '2024-04-01' }])).toEqual([])
    expect(look(told, [{ ...prior, day: '2026-06-01' }])).toEqual([])
    expect(look(told, [{ ...prior, matter: 'M1' }])).toEqual([])
    expect(look(told, [prior], () => undefined)).toEqual([])
  })
})
