import type { EventOf, transferContract } from '@case-ledger/contracts'
import { defineReaction } from '@case-ledger/projections'
import type { ReactionAct } from '@case-ledger/service-kit'

type TransferEvent = EventOf<typeof transferContract>

/**
 * A transfer to the police opens their side of it 刑事案件, under the name of the transfer's stream, so that receipt and filing
 * can be entered at once.
 *
 * Only a performed transfer does: whoever reports one from papers also reports what the police did with it, and would end up
 * with two criminal cases for one.
 */
export const openOnTransfer = defineReaction<ReactionAct, TransferEvent>({
  name: 'open-criminal-case-on-transfer',
  reads: ['TransferDispatched'],
  gives: ['judicial-linkage.criminalCase.open'],
  startsAt: 'origin',
  react: ({ header, stream, type, data }) => {
    if (type !== 'TransferDispatched' || data.kind !== 'crime') return []
    if (header.mode !== 'perform' || header.matter === undefined || header.occurredAt === 'unknown') return []
    return [
      {
        act: 'judicial-linkage.criminalCase.open',
        matter: header.matter,
        on: stream,
        at: header.occurredAt.value,
        agency: data.to,
        mode: 'perform',
        data: {
          route: data.onAdvice === true ? 'procuratorate_advised' : 'admin_transfer',
          from: header.agency,
          suspects: data.suspects,
        },
      },
    ]
  },
})
