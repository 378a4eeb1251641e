import { createHash } from 'node:crypto'
import type { Assessment, FindingRaised } from '@case-ledger/contracts'
import { nearLine } from '../families/near-line.ts'
import { noPunishment } from '../families/no-punishment.ts'
import { nonTransfer } from '../families/non-transfer.ts'
import { policeSide } from '../families/police-side.ts'
import { repeatAsFirst } from '../families/repeat-as-first.ts'
import type { Look, SignalFamily, Suspicion } from '../families/suspicion.ts'
import type { MatterFile } from '../file/matter-file.ts'
import type { Finding } from '../finding.ts'

/** The families the machine looks for. Adding one is adding its literal here. */
export const SIGNAL_FAMILIES: readonly SignalFamily[] = [nonTransfer, nearLine, noPunishment, repeatAsFirst]

/** Version of this program's judgement; a finding names it, so that a change of it is never silent. */
export const EVALUATOR = 'families-1'

export type KnownFinding = { id: string; state: Finding }

/** A command to one finding's stream. `id` is the finding's own: hash(matter, subject, family, rule series). */
export type FindingCommand =
  | { verb: 'raise' | 'revise'; id: string; data: FindingRaised }
  | { verb: 'clear'; id: string; data: { because: string[]; factsHash: string; events: string[] } }
  | {
      verb: 'supersede'
      id: string
      data: {
        by: string
        previousRulebook: string
        previousEvaluator: string
        rulebookDigest: string
        evaluator: string
      }
    }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const findingId = (matter: string, s: Pick<Suspicion, 'subject' | 'family' | 'ruleSeries'>): string =>
  `F-${sha256(JSON.stringify([matter, s.subject, s.family, s.ruleSeries])).slice(0, 32)}`

/** The facts a judgement rests on, without when they were looked at: two looks at the same file agree. */
export const factsHash = ({
  position: _position,
  leads: _leads,
  listings: _listings,
  sources: _sources,
  publishedAt: _published,
  ...facts
}: MatterFile): string => sha256(JSON.stringify(facts))

/**
 * Looks at one matter and says which findings to raise, revise, clear or supersede. Pure: the same file, rulebook and day give
 * the same commands.
 */
export const screen = (look: Look, known: readonly KnownFinding[], rulebookDigest: string): FindingCommand[] => {
  const hash = factsHash(look.file)
  const suspicions = SIGNAL_FAMILIES.flatMap((f) => f.look(look))
  const raised = suspicions.map((s): FindingCommand => {
    const id = findingId(look.file.matter, s)
    const data = {
      ...s,
      finding: id,
      matter: look.file.matter,
      rulebookDigest,
      evaluator: EVALUATOR,
      factsHash: hash,
      searched: { position: look.file.position, day: look.today },
    }
    return { verb: known.some((k) => k.id === id) ? 'revise' : 'raise', id, data }
  })
  const still = new Set(raised.map((c) => c.id))
  const gone = known.filter((k) => k.state.status === 'open' && !still.has(k.id))
  return [...raised, ...gone.map((k) => settle(k, look, hash, rulebookDigest))]
}

/** No longer suspected: by facts, or because law or evaluator changed over the same facts. */
const settle = (known: KnownFinding, look: Look, hash: string, rulebookDigest: string): FindingCommand => {
  const latest = known.state.latest
  if (latest?.factsHash === hash && latest !== undefined) {
    return {
      verb: 'supersede',
      id: known.id,
      data: {
        by: latest.rulebookDigest === rulebookDigest ? 'evaluator' : 'rulebook',
        previousRulebook: latest.rulebookDigest,
        previousEvaluator: latest.evaluator,
        rulebookDigest,
        evaluator: EVALUATOR,
      },
    }
  }
  return {
    verb: 'clear',
    id: known.id,
    data: { because: because(look), factsHash: hash, events: clearingEvents(look.file) },
  }
}

const because = ({ file, assessments }: Look): string[] => {
  const side = policeSide(file)
  const codes = [
    ...(side.crimeTransfers.length > 0 ? ['transfer.dispatched'] : []),
    ...(side.policeKnew ? ['criminal.route_known'] : []),
    ...(file.penalties.some((p) => p.revokedBy) ? ['penalty.revoked'] : []),
    ...(file.outcomes.some((o) => o.reasoned) ? ['no_penalty.reasoned'] : []),
    ...(reached(assessments) ? [] : ['number.below']),
  ]
  return codes.length > 0 ? codes : ['facts.changed']
}

const reached = (assessments: readonly Assessment[]): boolean => assessments.some((a) => a.verdict === 'met')

const clearingEvents = (file: MatterFile): string[] => [
  ...file.transfers.flatMap((t) => (t.dispatched ? [t.dispatched.event] : [])),
  ...file.criminal.map((s) => s.event),
  ...file.sheets.slice(-1).map((s) => s.event),
]
