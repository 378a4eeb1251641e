import { scenario } from '@case-ledger/service-kit/testing'
import { holdsForRandomActs } from '@case-ledger/service-kit/testing/random-acts'
import { instrument } from './instrument.ts'

const procuratorate = { agency: 'haishu-procuratorate' }
const opinion = { kind: 'forward_opinion' as const, to: 'market-regulator', demand: '向公安机关移送' }
const issued = { type: 'InstrumentIssued' as const, data: opinion }
const served = { type: 'InstrumentServed' as const, data: {} }
const replied = { type: 'InstrumentReplied' as const, data: { summary: '已移送' } }

scenario('the procuratorate issues an opinion', instrument).when('issue', opinion, procuratorate).then([issued])

scenario('nobody else issues one', instrument)
  .when('issue', opinion, { agency: 'haishu-police' })
  .refused('instrument.wrong_issuer', { field: 'agency' })

scenario('an opinion is not addressed to a court', instrument)
  .when('issue', { ...opinion, to: 'haishu-court' }, procuratorate)
  .refused('instrument.wrong_addressee', { field: 'to' })

scenario('a recommendation is never about a single finding', instrument)
  .when('issue', { kind: 'recommendation', to: 'market-regulator', finding: 'f-1' }, procuratorate)
  .refused('instrument.single_case', { field: 'finding' })

scenario('a recommendation about a pattern may go to the police', instrument)
  .when('issue', { kind: 'recommendation', to: 'haishu-police' }, procuratorate)
  .then([{ type: 'InstrumentIssued', data: { kind: 'recommendation', to: 'haishu-police' } }])

scenario('an instrument reported under another body’s name is kept with its irregularity', instrument)
  .reported('issue', opinion, { agency: 'haishu-police' })
  .then([issued], { irregularities: ['instrument.wrong_issuer'] })

scenario('it is served', instrument).given([issued]).when('serve', {}).then([served])

scenario('what was not issued is not served', instrument).when('serve', {}).refused('instrument.not_issued')

scenario('a service whose instrument is not on file is kept with its irregularity', instrument)
  .reported('serve', {})
  .then([served], { irregularities: ['instrument.not_issued'] })

scenario('the addressee adopts it', instrument)
  .given([issued, served])
  .when('adopt', { adopted: true })
  .then([{ type: 'InstrumentAdopted', data: { adopted: true } }])

scenario('it is not rejected without reasons', instrument)
  .given([issued, served])
  .when('adopt', { adopted: false })
  .refused('instrument.reasons_missing', { field: 'reasons' })

scenario('an adoption before service, found in the papers, is kept with its irregularity', instrument)
  .given([issued])
  .reported('adopt', { adopted: true })
  .then([{ type: 'InstrumentAdopted', data: { adopted: true } }], { irregularities: ['instrument.not_served'] })

scenario('the addressee replies', instrument).given([issued, served]).when('reply', replied.data).then([replied])

scenario('there is one reply', instrument)
  .given([issued, served, replied])
  .when('reply', replied.data)
  .refused('instrument.already_replied')

scenario('a reply to what is not known to be served is kept with its irregularity', instrument)
  .given([issued])
  .reported('reply', replied.data)
  .then([replied], { irregularities: ['instrument.not_served'] })

scenario('its outcome is recorded, replied to or not', instrument)
  .given([issued, served])
  .when('recordOutcome', { outcome: 'transferred' })
  .then([{ type: 'InstrumentOutcomeRecorded', data: { outcome: 'transferred' } }])

scenario('a demand to transfer does not end in a penalty', instrument)
  .given([issued, served])
  .when('recordOutcome', { outcome: 'penalised' })
  .refused('instrument.wrong_outcome', { field: 'outcome' })

scenario('a reverse opinion does', instrument)
  .given([{ type: 'InstrumentIssued', data: { kind: 'reverse_opinion', to: 'market-regulator' } }])
  .when('recordOutcome', { outcome: 'penalised' })
  .then([{ type: 'InstrumentOutcomeRecorded', data: { outcome: 'penalised' } }])

scenario('an outcome of an instrument that is not on file is kept with its irregularities', instrument)
  .reported('recordOutcome', { outcome: 'rectified' })
  .then([{ type: 'InstrumentOutcomeRecorded', data: { outcome: 'rectified' } }], {
    irregularities: ['instrument.not_issued', 'instrument.wrong_outcome'],
  })

holdsForRandomActs(instrument)
