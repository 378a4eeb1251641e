import {
  absent,
  anyOf,
  criminalCaseContract,
  type ErrorCode,
  isStated,
  type Step,
  type Tri,
  taken,
  triOf,
  unknownStep,
  wasTaken,
} from '@case-ledger/contracts'
import { act, defineAggregate, must } from '@case-ledger/service-kit/decider'
import { contradicts } from './judgments.ts'
import {
  type About,
  change,
  isOnePerson,
  noSuspects,
  ofAnybody,
  onFile,
  type Suspect,
  type Suspects,
  standing,
  suspectOf,
  withParties,
} from './suspects.ts'

/** 刑事案件: the criminal side of a matter, with a state for each suspect. */
export type CriminalCase = {
  route: string | undefined
  /** 签收; `absent` when the police refused to sign or sent it back by word of mouth. */
  receipt: Step<true>
  /** 受案登记. */
  acceptance: Step<true>
  suspects: Suspects
}

const initial: CriminalCase = {
  route: undefined,
  receipt: unknownStep,
  acceptance: unknownStep,
  suspects: noSuspects,
}

export const criminalCase = defineAggregate<typeof criminalCaseContract, CriminalCase>({
  contract: criminalCaseContract,
  initial,

  evolve: (state, event) => {
    const says = (about: About, to: (suspect: Suspect) => Partial<Suspect>): CriminalCase => ({
      ...state,
      suspects: change(state.suspects, about, to),
    })
    switch (event.type) {
      case 'CriminalCaseOpened':
        return { ...state, route: event.data.route, suspects: withParties(state.suspects, event.data.suspects) }
      case 'CriminalCaseReceived':
        return { ...state, receipt: TURNED_AWAY.includes(event.data.how) ? absent : taken(true) }
      case 'CriminalCaseAccepted':
        return { ...state, acceptance: taken(true) }
      case 'CriminalCaseFiled':
        return says(event.data, () => ({ filing: taken(true) }))
      case 'CriminalCaseNotFiled':
        return says(event.data, () => ({ filing: absent }))
      case 'SuspectArrested': {
        const { approved } = event.data
        return says(event.data, () => ({ arrest: approved === false ? absent : taken(true) }))
      }
      case 'SuspectProsecuted': {
        // Prosecuted after all: an earlier non-prosecution no longer stands.
        const { stage } = event.data
        return says(event.data, () => ({ prosecution: taken(stage), nonProsecution: absent }))
      }
      case 'SuspectNotProsecuted':
        return says(event.data, () => ({ nonProsecution: taken(true) }))
      case 'SuspectJudged': {
        const { verdict, instance, offences } = event.data
        return says(event.data, ({ judgments }) => ({ judgments: [...judgments, { verdict, instance, offences }] }))
      }
      default:
        return state
    }
  },

  decide: {
    open: (c) => act().records('CriminalCaseOpened', c),

    receive: (c, { acceptance }) =>
      act(
        // What is registered as accepted is not turned away at the door afterwards.
        must(acceptance.is !== 'taken' || !TURNED_AWAY.includes(c.how), 'criminal.decided_otherwise', {
          rule: 'D310-07a',
          field: 'how',
        }),
      ).records('CriminalCaseReceived', c),

    accept: (c, { route, receipt }) =>
      act(
        must(BY_TRANSFER.includes(route ?? '') ? wasTaken(receipt) : 'yes', 'criminal.not_received', {
          rule: 'D310-07a',
        }),
      ).records('CriminalCaseAccepted', c),

    file: (c, state) =>
      act(takenIn(state), notAgainst(state, c, hasFiling, 'criminal.already_filed')).records(
        'CriminalCaseFiled',
        named(state, c),
      ),

    refuseFiling: (c, state) =>
      act(
        takenIn(state),
        // Once filed, a case ends by withdrawal (程序规定 art. 186), not by a refusal to file.
        notAgainst(state, c, hasFiling, 'criminal.decided_otherwise', 'NT-DPS-186'),
        must(isStated(c.reasons), 'criminal.reasons_missing', { rule: 'NT-310-08n', field: 'reasons' }),
      ).records('CriminalCaseNotFiled', named(state, c)),

    arrest: (c, state) => act(ofSomebody(state, c), filed(state, c)).records('SuspectArrested', named(state, c)),

    prosecute: (c, state) =>
      act(
        ofSomebody(state, c),
        filed(state, c),
        notAgainst(state, c, hasNonProsecution, 'criminal.decided_otherwise'),
        notAgainst(state, c, hasJudgment, 'criminal.decided_otherwise'),
      ).records('SuspectProsecuted', named(state, c)),

    decideNonProsecution: (c, state) =>
      act(
        ofSomebody(state, c),
        filed(state, c),
        // A prosecution may have been withdrawn first (诉讼规则 art. 424), of which the file may be silent.
        notAgainst(state, c, (s) => (isOnTrial(s) === 'yes' ? 'unknown' : 'no'), 'criminal.decided_otherwise'),
        notAgainst(state, c, hasJudgment, 'criminal.decided_otherwise'),
      ).records('SuspectNotProsecuted', named(state, c)),

    judge: (c, state) =>
      act(
        ofSomebody(state, c),
        must(standing(state.suspects, c, isOnTrial), 'criminal.not_prosecuted'),
        notAgainst(state, c, hasNonProsecution, 'criminal.decided_otherwise'),
        notAgainst(state, c, ({ judgments }) => contradicts(c, judgments), 'criminal.decided_otherwise'),
      ).records('SuspectJudged', named(state, c)),

    returnToAgency: (c, state) =>
      act(
        must(
          anyOf([wasTaken(state.receipt), wasTaken(state.acceptance), ofAnybody(state.suspects, isFiled)]),
          'criminal.not_received',
          { rule: 'D310-13' },
        ),
      ).records('CriminalCaseReturned', c),
  },
})

/** 拒绝签收、口头退回. */
const TURNED_AWAY: readonly string[] = ['refused_to_sign', 'sent_back_orally']

/** Routes on which the police have the matter from an agency, and sign for it (310号 art. 7). */
const BY_TRANSFER: readonly string[] = ['admin_transfer', 'procuratorate_advised']

const hasFiling = ({ filing }: Suspect): Tri => triOf(filing.is === 'taken')
const hasNonProsecution = ({ nonProsecution }: Suspect): Tri => triOf(nonProsecution.is === 'taken')
const hasJudgment = ({ judgments }: Suspect): Tri => triOf(judgments.length > 0)

const isFiled = ({ filing }: Suspect): Tri => wasTaken(filing)
/** Sent for prosecution says nothing yet of the indictment. */
const isOnTrial = ({ prosecution }: Suspect): Tri =>
  prosecution.is === 'taken' && prosecution.value === 'sent_for_prosecution' ? 'unknown' : wasTaken(prosecution)

const takenIn = ({ receipt, acceptance }: CriminalCase) =>
  must(anyOf([wasTaken(receipt), wasTaken(acceptance)]), 'criminal.not_received', { rule: 'DPS-171' })

const filed = ({ suspects }: CriminalCase, about: About) =>
  must(standing(suspects, about, isFiled), 'criminal.not_filed')

/** From here on the law speaks of persons, no longer of the case. */
const ofSomebody = ({ suspects }: CriminalCase, about: About) =>
  must(suspectOf(suspects, about) === undefined ? 'unknown' : 'yes', 'criminal.suspect_unnamed', { field: 'suspect' })

/** Nothing on file contradicts it. Where several people are one entry, or nobody is named, a contradiction stays open. */
const notAgainst = (
  { suspects }: CriminalCase,
  about: About,
  contradiction: (suspect: Suspect) => Tri,
  code: ErrorCode,
  rule?: string,
) => {
  const answer = contradiction(onFile(suspects, about))
  const certain = answer === 'yes' && isOnePerson(suspects, about)
  return must(certain ? 'no' : answer === 'no' ? 'yes' : 'unknown', code, { rule })
}

/** The act with its suspect's id, where the case tells whom it means. */
const named = <C extends About>({ suspects }: CriminalCase, command: C): C => {
  const suspect = suspectOf(suspects, command)
  return suspect === undefined ? command : { ...command, suspect }
}
