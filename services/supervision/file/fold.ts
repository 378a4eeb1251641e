import type {
  caseContract,
  criminalCaseContract,
  EventOf,
  instrumentContract,
  JudicialOutcome,
  leadContract,
  listingContract,
  Party,
  Stored,
  transferContract,
} from '@case-ledger/contracts'
import type { CriminalStep, Entry, EventPlace, InstrumentRecord, MatterFile, TransferRecord } from './matter-file.ts'

type MatterEvent =
  | EventOf<typeof leadContract>
  | EventOf<typeof caseContract>
  | EventOf<typeof transferContract>
  | EventOf<typeof criminalCaseContract>
  | EventOf<typeof instrumentContract>
  | EventOf<typeof listingContract>

/** The event types a matter's file is made of; everything else is passed over. */
export const FILE_EVENT_TYPES = [
  'LeadRegistered',
  'CaseFiled',
  'CaseMeasureTaken',
  'CaseFactsFound',
  'CasePenaltyDecided',
  'CaseOutcomeDecided',
  'CaseClosed',
  'CasePenaltyRevoked',
  'CaseNonTransferStated',
  'TransferReported',
  'TransferDecided',
  'TransferDispatched',
  'CriminalCaseOpened',
  'CriminalCaseReceived',
  'CriminalCaseAccepted',
  'CriminalCaseFiled',
  'CriminalCaseNotFiled',
  'SuspectArrested',
  'SuspectProsecuted',
  'SuspectNotProsecuted',
  'SuspectJudged',
  'CriminalCaseReturned',
  'InstrumentIssued',
  'InstrumentServed',
  'InstrumentReplied',
  'InstrumentOutcomeRecorded',
  'ListingDecided',
] as const satisfies readonly MatterEvent['type'][]

/** Folds one more event into the matter's file. Total: an event of another kind leaves it as it was. */
export const fold = (file: MatterFile, event: Stored): MatterFile => {
  const folded = step(file, event)
  const source = event.header.provenance?.source
  const sources = source && !folded.sources.includes(source) ? [...folded.sources, source] : folded.sources
  const published = event.header.provenance?.publishedAt
  const publishedAt =
    published && !folded.publishedAt.some((w) => w.value === published.value)
      ? [...folded.publishedAt, published]
      : folded.publishedAt
  return { ...folded, sources, publishedAt, position: String(event.position) }
}

const step = (file: MatterFile, stored: Stored): MatterFile => {
  const event = stored as Stored & MatterEvent
  const entry = entryOf(stored)
  switch (event.type) {
    case 'LeadRegistered':
      return {
        ...withParties(file, event, [event.data.party]),
        leads: [...file.leads, entry],
      }
    case 'CaseFiled':
      return {
        ...withParties(file, event, event.data.parties),
        filings: [...file.filings, { ...entry, nature: event.data.nature, jointWith: event.data.jointWith }],
      }
    case 'CaseMeasureTaken':
      return { ...file, measures: [...file.measures, entry] }
    case 'CaseFactsFound':
      return {
        ...withParties(file, event, [event.data.party]),
        sheets: [...file.sheets, { ...entry, sheet: event.data.sheet }],
      }
    case 'CasePenaltyDecided': {
      const {
        party,
        fineBound: _bound,
        decision: _text,
        procedure: _procedure,
        legallyReviewed: _reviewed,
        ...penalty
      } = event.data
      return {
        ...withParties(file, event, [party]),
        penalties: [...file.penalties, { ...entry, ...penalty, ...of(party) }],
      }
    }
    case 'CaseOutcomeDecided':
      return {
        ...file,
        outcomes: [
          ...file.outcomes,
          { ...entry, outcome: event.data.outcome, reasoned: event.data.reasons !== undefined },
        ],
      }
    case 'CaseClosed':
      return { ...file, closures: [...file.closures, entry] }
    case 'CasePenaltyRevoked':
      return { ...file, penalties: revoke(file.penalties, event.data.decision, entry.event) }
    case 'CaseNonTransferStated':
      return { ...file, nonTransfer: [...file.nonTransfer, { ...entry, statedBy: event.data.statedBy }] }
    case 'TransferReported':
      return withTransfer(withParties(file, event, event.data.suspects), event.stream, event.data.kind, {
        reported: entry,
      })
    case 'TransferDecided':
      return event.data.approved
        ? file
        : withTransfer(file, event.stream, 'crime', {
            refused: { ...entry, reasoned: event.data.reasons !== undefined },
          })
    case 'TransferDispatched':
      return withTransfer(withParties(file, event, event.data.suspects), event.stream, event.data.kind, {
        dispatched: {
          ...entry,
          ...told(file),
          to: event.data.to,
          copyTo: event.data.copyTo,
          onAdvice: event.data.onAdvice ?? false,
        },
      })
    case 'CriminalCaseOpened':
      return withStep(
        { ...withParties(file, event, event.data.suspects), routes: [...file.routes, event.data.route] },
        { ...entry, step: 'opened', offences: [] },
      )
    case 'CriminalCaseReceived':
      return withStep(file, { ...entry, step: 'received', offences: [] })
    case 'CriminalCaseAccepted':
      return withStep(file, { ...entry, step: 'accepted', offences: [] })
    case 'CriminalCaseFiled':
      return withSuspect(file, event, { ...entry, step: 'filed', offences: event.data.offences }, event.data)
    case 'CriminalCaseNotFiled':
      return withSuspect(
        file,
        event,
        { ...entry, step: 'not_filed', offences: event.data.offences, reasoned: event.data.reasons !== undefined },
        event.data,
      )
    case 'SuspectArrested':
      return withSuspect(file, event, { ...entry, step: 'arrested', offences: event.data.offences }, event.data)
    case 'SuspectProsecuted':
      return withSuspect(
        file,
        event,
        { ...entry, step: 'prosecuted', offences: event.data.offences, outcome: 'charged' },
        event.data,
      )
    case 'SuspectNotProsecuted':
      return withSuspect(
        file,
        event,
        {
          ...entry,
          step: 'not_prosecuted',
          offences: event.data.offences,
          outcome: NON_PROSECUTION[event.data.kind],
          reasoned: event.data.reasons !== undefined,
        },
        event.data,
      )
    case 'SuspectJudged':
      return withSuspect(
        file,
        event,
        {
          ...entry,
          step: 'judged',
          offences: event.data.offences,
          outcome: event.data.verdict,
          criminalFine: event.data.criminalFine,
        },
        event.data,
      )
    case 'CriminalCaseReturned':
      return withStep(file, { ...entry, step: 'returned', offences: [] })
    case 'InstrumentIssued':
      return {
        ...file,
        instruments: [
          ...file.instruments,
          { stream: event.stream, kind: event.data.kind, to: event.data.to, issued: entry },
        ],
      }
    case 'InstrumentServed':
      return withInstrument(file, event.stream, { served: entry })
    case 'InstrumentReplied':
      return withInstrument(file, event.stream, { replied: entry })
    case 'InstrumentOutcomeRecorded':
      return withInstrument(file, event.stream, { outcome: { ...entry, outcome: event.data.outcome } })
    case 'ListingDecided':
      return { ...withParties(file, event, [event.data.party]), listings: [...file.listings, entry] }
    default:
      return file
  }
}

const NON_PROSECUTION: Record<string, JudicialOutcome['outcome']> = {
  statutory: 'non_prosecution_statutory',
  discretionary: 'non_prosecution_discretionary',
  conditional: 'non_prosecution_discretionary',
  insufficient_evidence: 'non_prosecution_insufficient',
  unstated: 'non_prosecution_unstated',
}

const entryOf = ({ header }: Stored): Entry => ({
  event: header.id,
  at: header.occurredAt,
  agency: header.agency,
  mode: header.mode,
})

const of = (party: Party | undefined) => (party?.subject ? { subject: party.subject } : {})

const withParties = (
  file: MatterFile,
  { stream, revision }: EventPlace,
  parties: readonly (Party | undefined)[],
): MatterFile => {
  // An event that names the party takes the place of one that gave its kind or code only.
  const isNews = (p: Party | undefined) =>
    p?.subject !== undefined &&
    (!(p.subject in file.parties) || (p.name !== undefined && !file.parties[p.subject]?.named))
  const news = parties.filter(isNews) as Party[]
  if (news.length === 0) return file
  const added = Object.fromEntries(
    news.map((p) => [
      p.subject,
      {
        kind: p.kind,
        ...(p.heads ? { heads: p.heads } : {}),
        named: p.name !== undefined,
        namedIn: { stream, revision },
      },
    ]),
  )
  return { ...file, parties: { ...file.parties, ...added } }
}

const told = (file: MatterFile) => (file.penalties.length > 0 ? ({ afterPenalty: true } as const) : {})

const withStep = (file: MatterFile, step: CriminalStep): MatterFile => ({
  ...file,
  criminal: [...file.criminal, { ...step, ...told(file) }],
})

const withSuspect = (
  file: MatterFile,
  at: EventPlace,
  step: CriminalStep,
  about: { suspect?: string; party?: Party },
): MatterFile => {
  const subject = about.suspect ?? about.party?.subject
  return withStep(withParties(file, at, [about.party]), subject ? { ...step, subject } : step)
}

const withTransfer = (
  file: MatterFile,
  stream: string,
  kind: TransferRecord['kind'],
  change: Partial<TransferRecord>,
): MatterFile => {
  const known = file.transfers.find((t) => t.stream === stream)
  const changed = { ...(known ?? { stream, kind }), ...change }
  return { ...file, transfers: [...file.transfers.filter((t) => t.stream !== stream), changed] }
}

const withInstrument = (file: MatterFile, stream: string, change: Partial<InstrumentRecord>): MatterFile => ({
  ...file,
  instruments: file.instruments.map((i) => (i.stream === stream ? { ...i, ...change } : i)),
})

/** The named decision is revoked, or the last one that stands. */
const revoke = (
  penalties: MatterFile['penalties'],
  decision: string | undefined,
  by: string,
): MatterFile['penalties'] => {
  const index = penalties.findLastIndex(
    (p) => !p.revokedBy && (decision === undefined || p.documentNumber === decision),
  )
  return penalties.map((p, i) => (i === index ? { ...p, revokedBy: by } : p))
}
