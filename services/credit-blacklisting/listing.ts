import {
  absent,
  isStated,
  listingContract,
  type Party,
  type Step,
  type Tri,
  taken,
  triOf,
  unknownStep,
  wasTaken,
} from '@case-ledger/contracts'
import { act, defineAggregate, must } from '@case-ledger/service-kit/decider'
import { type ListingKindRules, listingKinds } from './listing.kinds.ts'

/** 列入严重违法失信名单 (令44): `absent` once removed. */
export type Listing = { listed: Step<true> }

const initial: Listing = { listed: unknownStep }

export const listing = defineAggregate<typeof listingContract, Listing>({
  contract: listingContract,
  initial,

  evolve: (state, event) => {
    switch (event.type) {
      case 'ListingDecided':
        return { listed: taken(true) }
      case 'ListingRemoved':
        return { listed: absent }
      default:
        return state
    }
  },

  decide: {
    decide: (c, { listed }) => {
      const kind = listingKinds[c.kind]
      return act(
        must(suits(kind, c.party), 'listing.wrong_party', { field: 'party' }),
        must(isStated(c.basis?.decision), 'listing.no_basis', { rule: 'C44-decide', field: 'basis.decision' }),
        must(kind.ownProvision ? isStated(c.basis?.provision) : 'yes', 'listing.no_basis', {
          rule: 'C44-decide',
          field: 'basis.provision',
        }),
        must(triOf(c.noticed), 'listing.not_noticed', { rule: 'C44-notice', field: 'noticed' }),
        must(consented(c.superiorConsented), 'listing.no_consent', { rule: 'C44-up', field: 'superiorConsented' }),
        must(listed.is !== 'taken', 'listing.already_listed'),
      ).records('ListingDecided', c)
    },

    remove: (c, { listed }) => act(must(wasTaken(listed), 'listing.not_listed')).records('ListingRemoved', c),
  },
})

const suits = ({ parties }: ListingKindRules, { kind }: Party): Tri =>
  kind === 'unknown' ? 'unknown' : triOf(parties.includes(kind))

const consented = (answer: boolean | 'not_needed' | undefined): Tri => (answer === 'not_needed' ? 'yes' : triOf(answer))
