import { scenario } from '@case-ledger/service-kit/testing'
import { holdsForRandomActs } from '@case-ledger/service-kit/testing/random-acts'
import { listing } from './listing.ts'

const company = { kind: 'company' as const, subject: `s-${'a'.repeat(32)}` }
const person = { kind: 'person' as const, subject: `s-${'b'.repeat(32)}` }
const enterprise = {
  kind: 'enterprise' as const,
  party: company,
  basis: { decision: '罚〔2024〕1号' },
  noticed: true,
  superiorConsented: true,
}
const decided = { type: 'ListingDecided' as const, data: enterprise }

scenario('an enterprise is listed on a penalty decision, after notice and with the superior’s consent', listing)
  .when('decide', enterprise)
  .then([decided])

scenario('a provincial office needs no consent', listing)
  .when('decide', { ...enterprise, superiorConsented: 'not_needed' })
  .then([{ type: 'ListingDecided', data: { ...enterprise, superiorConsented: 'not_needed' } }])

scenario('no listing without its basis', listing)
  .when('decide', { ...enterprise, basis: {} })
  .refused('listing.no_basis', { field: 'basis.decision' })

scenario('no listing without prior notice', listing)
  .when('decide', { ...enterprise, noticed: false })
  .refused('listing.not_noticed')

scenario('no listing against the superior', listing)
  .when('decide', { ...enterprise, superiorConsented: false })
  .refused('listing.no_consent')

scenario('an enterprise is listed once', listing)
  .given([decided])
  .when('decide', enterprise)
  .refused('listing.already_listed')

scenario('a person is not listed as an enterprise', listing)
  .when('decide', { ...enterprise, party: person })
  .refused('listing.wrong_party', { field: 'party' })

scenario('a legal representative is not listed on the company’s penalty alone', listing)
  .when('decide', { ...enterprise, kind: 'legal_representative', party: person })
  .refused('listing.no_basis', { field: 'basis.provision' })

scenario('a responsible person is listed with a provision of its own', listing)
  .when('decide', {
    ...enterprise,
    kind: 'responsible_person',
    party: person,
    basis: { decision: '罚〔2024〕1号', provision: '某条例第9条' },
  })
  .then([
    {
      type: 'ListingDecided',
      data: {
        ...enterprise,
        kind: 'responsible_person',
        party: person,
        basis: { decision: '罚〔2024〕1号', provision: '某条例第9条' },
      },
    },
  ])

scenario('a published listing is kept though its file is silent', listing)
  .reported('decide', { kind: 'enterprise', party: company })
  .then([{ type: 'ListingDecided', data: { kind: 'enterprise', party: company } }], {
    irregularities: ['listing.no_basis', 'listing.not_noticed', 'listing.no_consent'],
  })

scenario('a listing is removed', listing)
  .given([decided])
  .when('remove', { ground: 'repaired' })
  .then([{ type: 'ListingRemoved', data: { ground: 'repaired' } }])

scenario('what is not listed is not removed', listing)
  .given([decided, { type: 'ListingRemoved', data: { ground: 'expired' } }])
  .when('remove', { ground: 'expired' })
  .refused('listing.not_listed')

scenario('the removal of a listing that is not on file is kept with its irregularity', listing)
  .reported('remove', { ground: 'expired' })
  .then([{ type: 'ListingRemoved', data: { ground: 'expired' } }], { irregularities: ['listing.not_listed'] })

scenario('after a removal it may be listed again', listing)
  .given([decided, { type: 'ListingRemoved', data: { ground: 'expired' } }])
  .when('decide', enterprise)
  .then([decided])

holdsForRandomActs(listing)
