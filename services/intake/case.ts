import {
  absent,
  caseContract,
  isStated,
  type Party,
  type Step,
  type SubjectId,
  type Tri,
  taken,
  unknownStep,
  wasTaken,
} from '@case-ledger/contracts'
import { act, type Context, defineAggregate, must, mustBePossible } from '@case-ledger/service-kit/decider'
import { lift, type Measure, seizureStands } from './measures.ts'
import { type PenaltyDecision, penaltyStands, revoke } from './penalties.ts'

/** 行政案件: one agency's administrative case, as far as later acts depend on it. */
export type Case = {
  filing: Step<true>
  parties: readonly SubjectId[]
  measures: readonly Measure[]
  /** Whose facts are found 认定事实. */
  factsOf: readonly SubjectId[]
  penalties: readonly PenaltyDecision[]
  closure: Step<true>
}

const initial: Case = {
  filing: unknownStep,
  parties: [],
  measures: [],
  factsOf: [],
  penalties: [],
  closure: unknownStep,
}

export const administrativeCase = defineAggregate<typeof caseContract, Case>({
  contract: caseContract,
  initial,

  evolve: (state, event) => {
    switch (event.type) {
      case 'CaseFiled':
        return { ...withParties(state, event.data.parties), filing: taken(true) }
      case 'CaseMeasureTaken': {
        const { kind, listNumber } = event.data
        return { ...state, measures: [...state.measures, { kind, listNumber, lifted: false }] }
      }
      case 'CaseSeizureLifted':
        return { ...state, measures: lift(state.measures, event.data.listNumber) }
      case 'CaseFactsFound':
        return {
          ...withParties(state, [event.data.party]),
          factsOf: [...new Set([...state.factsOf, event.data.sheet.subject])],
        }
      case 'CasePenaltyDecided':
        return {
          ...withParties(state, [event.data.party]),
          penalties: [...state.penalties, { documentNumber: event.data.documentNumber, revoked: false }],
        }
      case 'CaseClosed':
        return { ...state, closure: taken(true) }
      case 'CasePenaltyRevoked':
        // A revoked decision opens the case again: it may be decided anew.
        return { ...state, penalties: revoke(state.penalties, event.data.decision), closure: absent }
      default:
        return state
    }
  },

  decide: {
    file: (c, { filing }) => act(must(filing.is !== 'taken', 'case.already_filed')).records('CaseFiled', c),

    takeMeasure: (c, state, context) =>
      // Two officers: Compulsion Law art. 18(2). Measures before filing are lawful, so none is demanded.
      act(must(twoOfficers(context), 'case.one_officer', { field: 'officers' }), notClosed(state)).records(
        'CaseMeasureTaken',
        c,
      ),

    liftSeizure: (c, { measures }) =>
      act(
        must(seizureStands(measures, c.listNumber), 'case.seizure_unknown', {
          rule: 'NT-AEL-28-1',
          field: 'listNumber',
        }),
      ).records('CaseSeizureLifted', c),

    findFacts: (c, state) => {
      const subject = c.party?.subject ?? c.sheet.subject ?? soleParty(state)
      // Figures of nobody can be judged under no rule: this is malformed, not merely irregular.
      if (subject === undefined)
        return act(mustBePossible(false, 'input.no_subject', { field: 'party' })).changesNothing()
      const heads = c.sheet.heads ?? c.party?.heads
      const sheet = { ...c.sheet, subject, ...(heads !== undefined && { heads }) }
      return act(filed(state)).records('CaseFactsFound', { ...c, sheet })
    },

    penalise: (c, state, context) =>
      act(
        filed(state),
        must(factsFound(state, c.party), 'case.no_facts', { rule: 'DAPL-57' }),
        must(twoOfficers(context), 'case.one_officer', { rule: 'DAPL-42', field: 'officers' }),
        notClosed(state),
      ).records('CasePenaltyDecided', c),

    decideOutcome: (c, state) => act(filed(state), notClosed(state)).records('CaseOutcomeDecided', c),

    recordPayment: (c, { penalties }) =>
      act(must(penaltyStands(penalties), 'case.no_penalty', { rule: 'DAPL-67' })).records('CasePaid', c),

    close: (c, state) => act(filed(state), notClosed(state)).records('CaseClosed', c),

    revokePenalty: (c, { penalties }) =>
      act(must(penaltyStands(penalties, c.decision), 'case.no_penalty', { field: 'decision' })).records(
        'CasePenaltyRevoked',
        c,
      ),

    stateNonTransfer: (c) =>
      // Only the agency owes reasons on its file; a source or the procuratorate states what it saw.
      act(
        must(c.statedBy === 'agency' ? isStated(c.reasons) : 'yes', 'transfer.reasons_missing', {
          rule: 'D310-05-2c',
          field: 'reasons',
        }),
      ).records('CaseNonTransferStated', c),

    correct: (c, { filing }) => act(must(wasTaken(filing), 'case.not_filed')).records('CaseCorrected', c),
  },
})

const filed = ({ filing }: Case) => must(wasTaken(filing), 'case.not_filed', { rule: 'DAPL-54' })

const notClosed = ({ closure }: Case) => must(closure.is !== 'taken', 'case.already_closed')

/** 执法人员不少于两人 in every version of the Penalty Law since 1996. No name at all says nothing of their number. */
const twoOfficers = ({ officers }: Context): Tri =>
  officers.length === 0 ? 'unknown' : officers.length === 1 ? 'no' : 'yes'

const soleParty = ({ parties }: Case): SubjectId | undefined => (parties.length === 1 ? parties[0] : undefined)

const withParties = (state: Case, parties: readonly (Party | undefined)[]): Case => ({
  ...state,
  parties: [...new Set([...state.parties, ...parties.flatMap((party) => party?.subject ?? [])])],
})

/** Facts of another party do not carry a penalty, but a file that names nobody may mean this one. */
const factsFound = (state: Case, party: Party | undefined): Tri => {
  const subject = party?.subject ?? soleParty(state)
  const found = subject === undefined ? state.factsOf.length > 0 : state.factsOf.includes(subject)
  return found ? 'yes' : 'unknown'
}
