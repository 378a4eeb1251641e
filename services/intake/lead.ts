import { leadContract, type Step, taken, unknownStep } from '@case-ledger/contracts'
import { act, defineAggregate, must } from '@case-ledger/service-kit/decider'

/** 线索: what first told an agency of it. It becomes a case, or it is dismissed; new facts may still promote a dismissed one. */
export type Lead = {
  promotion: Step<true>
  dismissal: Step<true>
}

const initial: Lead = { promotion: unknownStep, dismissal: unknownStep }

export const lead = defineAggregate<typeof leadContract, Lead>({
  contract: leadContract,
  initial,

  evolve: (state, event) => {
    switch (event.type) {
      case 'LeadPromoted':
        return { ...state, promotion: taken(true) }
      case 'LeadDismissed':
        return { ...state, dismissal: taken(true) }
      default:
        return state
    }
  },

  decide: {
    register: (c) => act().records('LeadRegistered', c),

    promote: (c, { promotion }) =>
      act(must(promotion.is !== 'taken', 'lead.already_promoted', { rule: 'DAPL-54' })).records('LeadPromoted', c),

    dismiss: (c, { promotion, dismissal }) =>
      act(
        must(promotion.is !== 'taken', 'lead.already_promoted'),
        must(dismissal.is !== 'taken', 'lead.already_dismissed'),
      ).records('LeadDismissed', c),
  },
})
