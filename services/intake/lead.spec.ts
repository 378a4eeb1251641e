import { scenario } from '@case-ledger/service-kit/testing'
import { holdsForRandomActs } from '@case-ledger/service-kit/testing/random-acts'
import { lead } from './lead.ts'

const seller = { kind: 'company', name: '某公司', subject: `s-${'a'.repeat(32)}` } as const
const registered = { type: 'LeadRegistered', data: { kind: 'complaint', party: seller } } as const

scenario('a lead is registered', lead)
  .when('register', { kind: 'complaint', title: '某公司售假', party: seller })
  .then([{ type: 'LeadRegistered', data: { kind: 'complaint', title: '某公司售假', party: seller } }])

scenario('a lead may name nobody yet', lead)
  .reported('register', { kind: 'monitoring' })
  .then([{ type: 'LeadRegistered', data: { kind: 'monitoring' } }])

scenario('a lead becomes a case', lead)
  .given([registered])
  .when('promote', { case: 'case-1' })
  .then([{ type: 'LeadPromoted', data: { case: 'case-1' } }])

scenario('a lead becomes a case once', lead)
  .given([registered, { type: 'LeadPromoted', data: {} }])
  .when('promote', {})
  .refused('lead.already_promoted')

scenario('a second promotion in the papers is kept with its irregularity', lead)
  .given([registered, { type: 'LeadPromoted', data: {} }])
  .reported('promote', {})
  .then([{ type: 'LeadPromoted', data: {} }], { irregularities: ['lead.already_promoted'] })

scenario('a dismissed lead may still become a case', lead)
  .given([registered, { type: 'LeadDismissed', data: {} }])
  .when('promote', {})
  .then([{ type: 'LeadPromoted', data: {} }])

scenario('a lead is dismissed with its reasons', lead)
  .given([registered])
  .when('dismiss', { reasons: '证据不足' })
  .then([{ type: 'LeadDismissed', data: { reasons: '证据不足' } }])

scenario('a promoted lead is not dismissed', lead)
  .given([registered, { type: 'LeadPromoted', data: {} }])
  .when('dismiss', {})
  .refused('lead.already_promoted')

scenario('a dismissal on top of another is kept with its irregularity', lead)
  .given([registered, { type: 'LeadDismissed', data: {} }])
  .reported('dismiss', {})
  .then([{ type: 'LeadDismissed', data: {} }], { irregularities: ['lead.already_dismissed'] })

holdsForRandomActs(lead)
