import { decideWith, evolveWith } from '@case-ledger/service-kit'
import { scenario } from '@case-ledger/service-kit/testing'
import { holdsForRandomActs } from '@case-ledger/service-kit/testing/random-acts'
import { describe, expect, test } from 'vitest'
import { criminalCase } from './criminal-case.ts'

const A = `m-${'a'.repeat(32)}`
const B = `m-${'b'.repeat(32)}`
const a = { kind: 'person' as const, subject: A }
const b = { kind: 'person' as const, subject: B }
const gang = { kind: 'group' as const, subject: `m-${'c'.repeat(32)}`, heads: 5 }

const transferred = { type: 'CriminalCaseOpened' as const, data: { route: 'admin_transfer' as const, suspects: [a] } }
const ofTwo = { type: 'CriminalCaseOpened' as const, data: { route: 'police_first' as const, suspects: [a, b] } }
const ofGang = { type: 'CriminalCaseOpened' as const, data: { route: 'police_first' as const, suspects: [gang] } }
const received = { type: 'CriminalCaseReceived' as const, data: { how: 'signed' as const } }
const turnedAway = { type: 'CriminalCaseReceived' as const, data: { how: 'refused_to_sign' as const } }
const accepted = { type: 'CriminalCaseAccepted' as const, data: {} }
const filed = { type: 'CriminalCaseFiled' as const, data: {} }
const prosecuted = { type: 'SuspectProsecuted' as const, data: { suspect: A, stage: 'prosecuted' as const } }
const notProsecuted = {
  type: 'SuspectNotProsecuted' as const,
  data: { suspect: A, kind: 'discretionary' as const },
}
const guilty = {
  type: 'SuspectJudged' as const,
  data: { suspect: A, verdict: 'guilty' as const, instance: 'first' as const, offences: ['214'] },
}

describe('receipt and acceptance', () => {
  scenario('the police have the matter', criminalCase).when('open', transferred.data).then([transferred])

  scenario('they sign for it', criminalCase).given([transferred]).when('receive', received.data).then([received])

  scenario('what they accepted is not turned away afterwards', criminalCase)
    .given([transferred, received, accepted])
    .when('receive', turnedAway.data)
    .refused('criminal.decided_otherwise', { field: 'how' })

  scenario('the papers may say so all the same', criminalCase)
    .given([transferred, received, accepted])
    .reported('receive', turnedAway.data)
    .then([turnedAway], { irregularities: ['criminal.decided_otherwise'] })

  scenario('they register it', criminalCase).given([transferred, received]).when('accept', {}).then([accepted])

  scenario('a transfer they refused to sign for is not registered', criminalCase)
    .given([transferred, turnedAway])
    .when('accept', {})
    .refused('criminal.not_received')

  scenario('what came to the police first needs no receipt', criminalCase)
    .given([ofTwo])
    .when('accept', {})
    .then([accepted])

  scenario('a registration of which no receipt is on file is kept with its irregularity', criminalCase)
    .given([transferred])
    .reported('accept', {})
    .then([accepted], { irregularities: ['criminal.not_received'] })
})

describe('filing', () => {
  scenario('the police file against the only suspect', criminalCase)
    .given([transferred, received, accepted])
    .when('file', { offences: ['214'] })
    .then([{ type: 'CriminalCaseFiled', data: { suspect: A, offences: ['214'] } }])

  scenario('of several suspects the act names one, or it is about the case', criminalCase)
    .given([ofTwo, accepted])
    .when('file', {})
    .then([filed])

  scenario('nothing is filed that never came in', criminalCase)
    .given([transferred])
    .when('file', {})
    .refused('criminal.not_received')

  scenario('a case is filed once against one suspect', criminalCase)
    .given([ofTwo, accepted, { type: 'CriminalCaseFiled', data: { suspect: A } }])
    .when('file', { suspect: A })
    .refused('criminal.already_filed')

  scenario('and may still be filed against the other', criminalCase)
    .given([ofTwo, accepted, { type: 'CriminalCaseFiled', data: { suspect: A } }])
    .when('file', { suspect: B })
    .then([{ type: 'CriminalCaseFiled', data: { suspect: B } }])

  scenario('a published filing is kept though its file is silent', criminalCase)
    .given([ofTwo])
    .reported('file', {})
    .then([filed], { irregularities: ['criminal.not_received'] })

  scenario('the police refuse to file, with reasons', criminalCase)
    .given([transferred, received])
    .when('refuseFiling', { reasons: '情节显著轻微' })
    .then([{ type: 'CriminalCaseNotFiled', data: { suspect: A, reasons: '情节显著轻微' } }])

  scenario('not without reasons', criminalCase)
    .given([transferred, received])
    .when('refuseFiling', {})
    .refused('criminal.reasons_missing', { field: 'reasons' })

  scenario('a filed case is withdrawn, not refused', criminalCase)
    .given([transferred, received, filed])
    .when('refuseFiling', { reasons: '证据不足' })
    .refused('criminal.decided_otherwise')

  scenario('an unreasoned refusal in the papers is kept with its irregularity', criminalCase)
    .given([transferred, received])
    .reported('refuseFiling', {})
    .then([{ type: 'CriminalCaseNotFiled', data: { suspect: A } }], { irregularities: ['criminal.reasons_missing'] })

  scenario('after a refusal the police may file after all', criminalCase)
    .given([transferred, received, { type: 'CriminalCaseNotFiled', data: { reasons: '证据不足' } }])
    .when('file', {})
    .then([{ type: 'CriminalCaseFiled', data: { suspect: A } }])

  scenario('the police send a matter back that they had', criminalCase)
    .given([transferred, received])
    .when('returnToAgency', { to: 'market-regulator', goodsToo: true })
    .then([{ type: 'CriminalCaseReturned', data: { to: 'market-regulator', goodsToo: true } }])

  scenario('they send nothing back that they never had', criminalCase)
    .given([transferred])
    .when('returnToAgency', {})
    .refused('criminal.not_received')

  scenario('a return of what is not known to have come in is kept with its irregularity', criminalCase)
    .given([transferred])
    .reported('returnToAgency', {})
    .then([{ type: 'CriminalCaseReturned', data: {} }], { irregularities: ['criminal.not_received'] })
})

describe('arrest and prosecution', () => {
  scenario('a suspect of a filed case is arrested', criminalCase)
    .given([ofTwo, filed])
    .when('arrest', { suspect: B, approved: true })
    .then([{ type: 'SuspectArrested', data: { suspect: B, approved: true } }])

  scenario('nobody is arrested before filing', criminalCase)
    .given([ofTwo])
    .when('arrest', { suspect: A })
    .refused('criminal.not_filed')

  scenario('an arrest names whom', criminalCase)
    .given([ofTwo, filed])
    .when('arrest', {})
    .refused('criminal.suspect_unnamed', { field: 'suspect' })

  scenario('a published arrest names nobody', criminalCase)
    .given([ofTwo, filed])
    .reported('arrest', {})
    .then([{ type: 'SuspectArrested', data: {} }], { irregularities: ['criminal.suspect_unnamed'] })

  scenario('a suspect is prosecuted', criminalCase)
    .given([ofTwo, filed])
    .when('prosecute', prosecuted.data)
    .then([prosecuted])

  scenario('nobody is prosecuted in a case that is not filed', criminalCase)
    .given([ofTwo, { type: 'CriminalCaseNotFiled', data: { suspect: A } }])
    .when('prosecute', prosecuted.data)
    .refused('criminal.not_filed')

  scenario('nobody is prosecuted against a decision not to', criminalCase)
    .given([ofTwo, filed, notProsecuted])
    .when('prosecute', prosecuted.data)
    .refused('criminal.decided_otherwise')

  scenario(
    'a prosecution after all is kept with its irregularity, and the earlier decision no longer stands',
    criminalCase,
  )
    .given([ofTwo, filed, notProsecuted])
    .reported('prosecute', prosecuted.data)
    .then([prosecuted], { irregularities: ['criminal.decided_otherwise'] })

  scenario('the other suspect’s non-prosecution stands in nobody’s way', criminalCase)
    .given([ofTwo, filed, notProsecuted])
    .when('prosecute', { suspect: B, stage: 'sent_for_prosecution' })
    .then([{ type: 'SuspectProsecuted', data: { suspect: B, stage: 'sent_for_prosecution' } }])
})

describe('non-prosecution', () => {
  scenario('a suspect is not prosecuted', criminalCase)
    .given([ofTwo, filed])
    .when('decideNonProsecution', notProsecuted.data)
    .then([notProsecuted])

  scenario('no decision without a filed case', criminalCase)
    .given([ofTwo])
    .when('decideNonProsecution', notProsecuted.data)
    .refused('criminal.not_filed')

  scenario('nobody who was judged is spared prosecution', criminalCase)
    .given([ofTwo, filed, prosecuted, guilty])
    .when('decideNonProsecution', notProsecuted.data)
    .refused('criminal.decided_otherwise')

  scenario('a non-prosecution after a judgment, reported, is kept with its irregularities', criminalCase)
    .given([ofTwo, filed, prosecuted, guilty])
    .reported('decideNonProsecution', notProsecuted.data)
    .then([notProsecuted], { irregularities: ['criminal.decided_otherwise', 'criminal.decided_otherwise'] })

  scenario('of a group some may be judged and others not prosecuted: an open question, no contradiction', criminalCase)
    .given([ofGang, filed, { type: 'SuspectJudged', data: { verdict: 'guilty', heads: 3 } }])
    .reported('decideNonProsecution', { kind: 'discretionary' })
    .then([{ type: 'SuspectNotProsecuted', data: { suspect: gang.subject, kind: 'discretionary' } }], {
      irregularities: ['criminal.decided_otherwise'],
    })
})

describe('how sure a contradiction is', () => {
  const context = { now: '', at: 'unknown', agency: '', officers: [], matter: 'M1', mode: 'report' } as const
  const judged = (opened: typeof ofTwo | typeof ofGang, suspect: string) => {
    const offences = { offences: [] }
    const state = evolveWith(criminalCase, [
      opened,
      { type: 'SuspectJudged', data: { ...offences, suspect, verdict: 'guilty', instance: 'first' } },
    ])
    const decision = { ...offences, suspect, kind: 'discretionary' }
    return decideWith(criminalCase, 'decideNonProsecution', decision, state, context)
      .guards.filter(({ code }) => code === 'criminal.decided_otherwise')
      .map(({ held }) => held)
  }

  test('of one named person it is certain', () => {
    expect(judged(ofTwo, A)).toContain('no')
  })

  test('of a group it stays open', () => {
    expect(judged(ofGang, gang.subject)).not.toContain('no')
    expect(judged(ofGang, gang.subject)).toContain('unknown')
  })
})

describe('judgment', () => {
  scenario('an accused is judged', criminalCase)
    .given([ofTwo, filed, prosecuted])
    .when('judge', guilty.data)
    .then([guilty])

  scenario('nobody is judged without a prosecution', criminalCase)
    .given([ofTwo, filed])
    .when('judge', guilty.data)
    .refused('criminal.not_prosecuted')

  scenario('sent for prosecution is not yet before the court', criminalCase)
    .given([ofTwo, filed, { type: 'SuspectProsecuted', data: { suspect: A, stage: 'sent_for_prosecution' } }])
    .when('judge', guilty.data)
    .refused('criminal.not_prosecuted')

  scenario('a prosecution of the whole case covers each suspect', criminalCase)
    .given([ofTwo, filed, { type: 'SuspectProsecuted', data: { stage: 'prosecuted' } }])
    .when('judge', guilty.data)
    .then([guilty])

  scenario('nobody is judged whom it was decided not to prosecute', criminalCase)
    .given([ofTwo, filed, prosecuted, notProsecuted])
    .when('judge', guilty.data)
    .refused('criminal.decided_otherwise')

  scenario('the second instance may acquit whom the first convicted', criminalCase)
    .given([ofTwo, filed, prosecuted, guilty])
    .when('judge', { suspect: A, verdict: 'acquitted', instance: 'second', offences: ['214'] })
    .then([
      { type: 'SuspectJudged', data: { suspect: A, verdict: 'acquitted', instance: 'second', offences: ['214'] } },
    ])

  scenario('the same instance does not decide both ways', criminalCase)
    .given([ofTwo, filed, prosecuted, guilty])
    .when('judge', { ...guilty.data, verdict: 'acquitted' })
    .refused('criminal.decided_otherwise')

  scenario('it may acquit of another offence', criminalCase)
    .given([ofTwo, filed, prosecuted, guilty])
    .when('judge', { ...guilty.data, verdict: 'acquitted', offences: ['140'] })
    .then([{ type: 'SuspectJudged', data: { ...guilty.data, verdict: 'acquitted', offences: ['140'] } }])

  scenario('two verdicts of unknown instances are kept as an open question', criminalCase)
    .given([ofTwo, filed, prosecuted, guilty])
    .reported('judge', { suspect: A, verdict: 'acquitted' })
    .then([{ type: 'SuspectJudged', data: { suspect: A, verdict: 'acquitted' } }], {
      irregularities: ['criminal.decided_otherwise'],
    })

  scenario('a published judgment is kept though its file is silent', criminalCase)
    .reported('judge', { verdict: 'guilty', heads: 18 })
    .then([{ type: 'SuspectJudged', data: { verdict: 'guilty', heads: 18 } }], {
      irregularities: ['criminal.suspect_unnamed', 'criminal.not_prosecuted'],
    })
})

holdsForRandomActs(criminalCase)
