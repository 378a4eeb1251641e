import { couldBe, instrumentContract, isStated, type Step, taken, unknownStep, wasTaken } from '@case-ledger/contracts'
import { act, defineAggregate, must } from '@case-ledger/service-kit/decider'
import { type InstrumentKind, type InstrumentKindRules, instrumentKinds } from './instrument.kinds.ts'

/** 检察文书: issued, served, adopted or not, replied, outcome: separate facts, none of which implies another. */
export type Instrument = {
  kind: InstrumentKind | undefined
  issue: Step<true>
  service: Step<true>
  reply: Step<true>
}

const initial: Instrument = { kind: undefined, issue: unknownStep, service: unknownStep, reply: unknownStep }

export const instrument = defineAggregate<typeof instrumentContract, Instrument>({
  contract: instrumentContract,
  initial,

  evolve: (state, event) => {
    switch (event.type) {
      case 'InstrumentIssued':
        return { ...state, kind: event.data.kind, issue: taken(true) }
      case 'InstrumentServed':
        return { ...state, service: taken(true) }
      case 'InstrumentReplied':
        return { ...state, reply: taken(true) }
      default:
        return state
    }
  },

  decide: {
    issue: (c, _, { agency }) => {
      const { rule, to, guard } = instrumentKinds[c.kind]
      return act(
        must(couldBe(agency, ['procuratorate']), 'instrument.wrong_issuer', { rule, field: 'agency' }),
        must(couldBe(c.to, to), 'instrument.wrong_addressee', { rule, field: 'to' }),
        ...(guard ? [must(guard.held(c), guard.code, { field: guard.field })] : []),
      ).records('InstrumentIssued', c)
    },

    serve: (c, { issue }) => act(must(wasTaken(issue), 'instrument.not_issued')).records('InstrumentServed', c),

    adopt: (c, state) =>
      act(
        served(state),
        must(c.adopted ? 'yes' : isStated(c.reasons), 'instrument.reasons_missing', { field: 'reasons' }),
      ).records('InstrumentAdopted', c),

    reply: (c, state) =>
      act(served(state), must(state.reply.is !== 'taken', 'instrument.already_replied')).records(
        'InstrumentReplied',
        c,
      ),

    recordOutcome: (c, state) =>
      act(
        must(wasTaken(state.issue), 'instrument.not_issued'),
        must(rulesOf(state)?.outcomes.includes(c.outcome) ?? 'unknown', 'instrument.wrong_outcome', {
          field: 'outcome',
        }),
      ).records('InstrumentOutcomeRecorded', c),
  },
})

const rulesOf = ({ kind }: Instrument): InstrumentKindRules | undefined => (kind ? instrumentKinds[kind] : undefined)

const served = (state: Instrument) =>
  must(wasTaken(state.service), 'instrument.not_served', { rule: rulesOf(state)?.reply })
