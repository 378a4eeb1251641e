import { absent, type Step, taken, transferContract, wasTaken } from '@case-ledger/contracts'
import { act, defineAggregate, must, mustBePossible } from '../decider.ts'

/** Only what the specs need. */
type Transfer = { dispatch: Step<string> }
/** A small aggregate on a real contract, for specs of this package only. */
export const sampleTransfer = defineAggregate({
  contract: transferContract,
  initial: { dispatch: absent } as Transfer,
  evolve: (state, event) => (event.type === 'TransferDispatched' ? { dispatch: taken(event.data.to) } : state),
  decide: {
    report: (c) => act().records('TransferReported', c),
    decide: () => act().changesNothing(),
    dispatch: (c, s) =>
      act(
        must(c.copyTo !== undefined, 'transfer.no_copy', { rule: 'D310-06', field: 'copyTo' }),
        mustBePossible(wasTaken(s.dispatch) === 'no', 'transfer.already_dispatched'),
      ).records('TransferDispatched', c),
    receive: (c, s) => act(must(wasTaken(s.dispatch), 'transfer.not_dispatched')).records('TransferReceived', c),
    giveFeedback: (c) => act().records('TransferFeedbackGiven', c),
    handOverGoods: (c) => act().records('TransferGoodsHandedOver', c),
  },
})
