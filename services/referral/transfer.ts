import {
  absent,
  type Body,
  couldBe,
  type ErrorCode,
  type EventHeader,
  isStated,
  type Step,
  type Tri,
  taken,
  takenValue,
  transferContract,
  unknownStep,
  wasTaken,
} from '@case-ledger/contracts'
import { act, defineAggregate, must } from '@case-ledger/service-kit/decider'
import { type TransferKind, type TransferKindRules, transferKinds } from './transfer.kinds.ts'

/** 移送: one agency hands a matter over, with a copy to the procuratorate in the same act. 310号 art. 5, 6. */
export type Transfer = {
  kind: TransferKind | undefined
  report: Step<{ team?: readonly string[] }>
  /** 负责人批准; `absent` once the head refused, until approved after all. */
  approval: Step<true>
  dispatch: Step<{ to: string }>
  /** 转送: the addressee passed it on, so that another may answer. */
  passedOn: boolean
}

const initial: Transfer = {
  kind: undefined,
  report: unknownStep,
  approval: unknownStep,
  dispatch: unknownStep,
  passedOn: false,
}

export const transfer = defineAggregate<typeof transferContract, Transfer>({
  contract: transferContract,
  initial,

  evolve: (state, event) => {
    switch (event.type) {
      case 'TransferReported':
        return { ...state, kind: event.data.kind, report: isBareEntry(event) ? state.report : taken(event.data) }
      case 'TransferDecided':
        return { ...state, approval: event.data.approved ? taken(true) : absent }
      case 'TransferDispatched':
        return { ...state, kind: event.data.kind, dispatch: taken({ to: event.data.to }) }
      case 'TransferFeedbackGiven':
        return { ...state, passedOn: state.passedOn || event.data.result === 'passed_on' }
      default:
        return state
    }
  },

  decide: {
    report: (c, state) => act(notDispatched(state)).records('TransferReported', c),

    decide: (c, state) =>
      act(
        must(wasTaken(state.report), 'transfer.not_reported', { rule: 'NT-310-05-1r' }),
        must(c.approved ? 'yes' : isStated(c.reasons), 'transfer.reasons_missing', {
          rule: 'D310-05-2c',
          field: 'reasons',
        }),
        notDispatched(state),
      ).records('TransferDecided', c),

    dispatch: (c, state, { agency }) => {
      const kind = transferKinds[c.kind]
      return act(
        must(state.kind === undefined || state.kind === c.kind, 'transfer.other_kind', { field: 'kind' }),
        must(isAmong(agency, kind.from), 'transfer.wrong_sender', { field: 'agency' }),
        demand(kind.report, wasTaken(state.report), 'transfer.not_reported'),
        demand(kind.team, teamOfTwo(state), 'transfer.team_too_small'),
        demand(kind.approval, wasTaken(state.approval), 'transfer.not_approved'),
        must(isAmong(c.to, kind.to), 'transfer.wrong_addressee', { field: 'to' }),
        must(hasPapers(kind, c.papers), 'transfer.paper_missing', { rule: kind.papers.rule, field: 'papers' }),
        demand(kind.copy, copied(c.copyTo), 'transfer.no_copy', 'copyTo'),
        notDispatched(state),
      ).records('TransferDispatched', c)
    },

    receive: (c, state) =>
      act(dispatched(state, rulesOf(state)?.receipt), byAddressee(state, c.by, 'by')).records('TransferReceived', c),

    giveFeedback: (c, state) => {
      const kind = rulesOf(state)
      const reasons = kind?.reasons[c.result]
      return act(
        dispatched(state),
        byAddressee(state, c.by, 'by'),
        must(kind?.replies.includes(c.result) ?? 'unknown', 'transfer.wrong_reply', { field: 'result' }),
        demand(reasons, isStated(c.reasons), 'transfer.reasons_missing', 'reasons'),
      ).records('TransferFeedbackGiven', c)
    },

    // Seized goods may go together with the case (Compulsion Law art. 21) or after the filing notice (310号 art. 12).
    handOverGoods: (c, state) =>
      act(dispatched(state, 'DAEL-21'), byAddressee(state, c.to, 'to')).records('TransferGoodsHandedOver', c),
  },
})

/** A condition that only some kinds of transfer have: those whose table names a rule for it. */
const demand = (rule: string | undefined, held: Tri, code: ErrorCode, field?: string) =>
  must(rule === undefined ? 'yes' : held, code, { rule, field })

const rulesOf = ({ kind }: Transfer): TransferKindRules | undefined => (kind ? transferKinds[kind] : undefined)

const notDispatched = ({ dispatch }: Transfer) => must(dispatch.is !== 'taken', 'transfer.already_dispatched')

const dispatched = ({ dispatch }: Transfer, rule?: string) =>
  must(wasTaken(dispatch), 'transfer.not_dispatched', { rule })

const isAmong = (agency: string, bodies: readonly Body[] | undefined): boolean =>
  bodies === undefined || couldBe(agency, bodies)

/** An entry that knows neither when nor by whom says that there is a transfer, not that it was reported to the head. */
const isBareEntry = ({ header, data }: { header: EventHeader; data: { team?: readonly string[] } }): boolean =>
  header.mode === 'report' && header.occurredAt === 'unknown' && data.team === undefined

/** 310号 art. 5: two or more officers. A report that names no team says nothing of their number. */
const teamOfTwo = ({ report }: Transfer): Tri => {
  const team = takenValue(report)?.team
  return team === undefined ? 'unknown' : team.length >= 2 ? 'yes' : 'no'
}

/** No paper named at all is silence, not an empty envelope. */
const hasPapers = ({ papers }: TransferKindRules, enclosed: readonly string[]): Tri =>
  papers.required.every((paper) => enclosed.includes(paper)) ? 'yes' : enclosed.length === 0 ? 'unknown' : 'no'

const copied = (copyTo: string | undefined): Tri =>
  copyTo === undefined ? 'unknown' : couldBe(copyTo, ['procuratorate']) ? 'yes' : 'no'

/** Papers name one body in many ways, so another name is not yet another body. */
const isAddressee = ({ dispatch, passedOn }: Transfer, agency: string): Tri =>
  passedOn || takenValue(dispatch)?.to === agency ? 'yes' : 'unknown'

const byAddressee = (state: Transfer, agency: string, field: string) =>
  must(isAddressee(state, agency), 'transfer.wrong_addressee', { field })
