import type { TermBinding } from './steps.ts'

/** The terms whose start and end the ledger records. One entry per duty group: one delay is one clock. */
export const BINDINGS: readonly TermBinding[] = [
  {
    dutyGroup: 'head_decision',
    anchor: { event: 'TransferReported', where: { kind: 'crime' } },
    closes: [{ event: 'TransferDecided' }],
    debtor: 'agency_head',
  },
  {
    dutyGroup: 'deliver_transfer',
    anchor: { event: 'TransferDecided', where: { approved: true } },
    kinds: ['crime'],
    closes: [{ event: 'TransferDispatched' }],
    debtor: 'agency',
  },
  {
    // "Accepts" 接受 is the receipt of the transferred case (310号 art. 7, 8), not the police's own entry of it 受案. Whether the
    // 7 and 30 days of the police's own papers (D2015-7, D2015-30) displace the 3 for transfers is unsettled.
    dutyGroup: 'police_filing_decision',
    rules: ['D310-08', 'DPS-180-1', 'D2015-3', 'D2016-3d'],
    anchor: { event: 'CriminalCaseReceived', where: { how: 'signed' } },
    closes: [{ event: 'CriminalCaseFiled' }, { event: 'CriminalCaseNotFiled' }],
    debtor: 'police',
  },
  {
    // Runs from the notice, not from the filing: the agency cannot know earlier.
    dutyGroup: 'hand_over_goods',
    anchor: { event: 'TransferFeedbackGiven', where: { result: 'filed' } },
    kinds: ['crime'],
    closes: [{ event: 'TransferGoodsHandedOver' }],
    debtor: 'agency',
  },
  {
    dutyGroup: 'reply_to_opinion',
    anchor: { event: 'InstrumentServed' },
    kinds: ['forward_opinion', 'reverse_opinion'],
    closes: [{ event: 'InstrumentReplied' }],
    debtor: 'addressee',
  },
  {
    dutyGroup: 'reply_recommendation',
    anchor: { event: 'InstrumentServed' },
    kinds: ['recommendation'],
    closes: [{ event: 'InstrumentReplied' }],
    debtor: 'addressee',
  },
  {
    dutyGroup: 'listing_end',
    anchor: { event: 'ListingDecided' },
    closes: [{ event: 'ListingRemoved' }],
    debtor: 'agency',
  },
]
