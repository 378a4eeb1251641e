import {
  type FindingRaised,
  isErased,
  LedgerError,
  type Party,
  type Question,
  type Stored,
  SUBJECT_KINDS,
} from '@case-ledger/contracts'
import { describeCode, type Rulebook } from '@case-ledger/rulebook'
import { FAMILY_CODES } from '../explain/codes.ts'
import { type Explained, explain } from '../explain/explain.ts'
import { dateZh } from '../explain/format.ts'
import type { Sentence, Words } from '../explain/reasons.ts'
import type { EventPlace, MatterFile } from '../file/matter-file.ts'
import { lookAtMatter } from '../screening/look.ts'
import { SIGNAL_FAMILIES } from '../screening/screening.ts'
import type { FindingView } from '../sheet/model.ts'
import type { FindingRow, Queries } from './queries.ts'

/** Reads one event with its personal fields opened, or undefined where there is none. */
export type ReadEvent = (place: EventPlace) => Promise<Stored | undefined>

export type Presenter = { rulebook: Rulebook; queries: Queries; readEvent: ReadEvent; today: () => string }

/** `findings --json` and `GET /supervision/findings`: one finding as others rely on it. */
export type FindingJson = {
  id: string
  matter: string
  family: string
  grade: string
  history: boolean
  rule: string | null
  status: string
  explanation: Sentence
  events: readonly string[]
  missing: readonly string[]
  against: readonly string[]
  clearedBy: readonly string[]
}

/** Gathers all that stands about a finding: sentences are rendered now, names are opened for this reader only. */
export const viewOf = async (
  row: FindingRow,
  { rulebook, queries, readEvent, today }: Presenter,
): Promise<FindingView> => {
  const { latest } = row.state
  const file = await queries.file(row.matter)
  if (latest === undefined || file === undefined) throw new LedgerError('target.not_found', { detail: row.finding })
  const party = await partyOf(latest.subject, file, readEvent)
  const look = lookAtMatter(file, rulebook, today())
  const words = wordsFrom(rulebook, latest)
  const family = SIGNAL_FAMILIES.find((f) => f.family === latest.family) ?? { zh: latest.family, en: latest.family }
  const assessmentOf = (question: Question) =>
    look.assessments.find(
      (a) => a.subject === latest.subject && a.offence === latest.offence && a.question === question,
    )
  return {
    finding: latest,
    status: row.status,
    family,
    explained: explain(latest, () => party.name, words, codeNames(rulebook, latest.offence)),
    file,
    assessment: assessmentOf('at-decision'),
    today: assessmentOf('today'),
    sheet: file.sheets.findLast((s) => s.sheet.subject === latest.subject)?.sheet,
    party,
    rule: latest.rule ? words.cite(latest.rule) : undefined,
    elementName: (key) => words.element(key).zh,
  }
}

export const jsonOf = (view: Pick<FindingView, 'finding' | 'status'> & { explained: Explained }): FindingJson => {
  const { finding, status, explained } = view
  return {
    id: finding.finding,
    matter: finding.matter,
    family: finding.family,
    grade: finding.grade,
    history: finding.history,
    rule: finding.rule,
    status,
    explanation: { zh: explained.zh, en: explained.en },
    events: finding.events,
    missing: finding.missing,
    against: finding.against,
    clearedBy: finding.clearedBy,
  }
}

const codeNames =
  (rulebook: Rulebook, offence: string | null) =>
  (code: string): Sentence =>
    FAMILY_CODES[code] ?? describeCode(code, rulebook, offence ?? undefined)

const EVIDENCE: Record<string, Sentence> = {
  text: { zh: '已核对条文', en: 'read in the text' },
  secondary: { zh: '据二手转述', en: 'second-hand' },
  weak_secondary: { zh: '来源较弱', en: 'weakly sourced' },
  unverified: { zh: '未核实', en: 'unverified' },
  not_in_text: { zh: '条文中未见', en: 'not found in the text' },
}

/** Names of rules and elements; elements in the version of the law applied. */
const wordsFrom = (rulebook: Rulebook, { offence, reasons }: FindingRaised): Words => ({
  cite: (id) => {
    const rule = rulebook.byId(id)
    if (rule === undefined) return { zh: id, en: id }
    const { title, number } = rulebook.instrument(rule.instrument)
    const span = `${dateZh(rule.from)}起${rule.to ? `至${dateZh(rule.to)}` : ''}施行`
    const evidence = EVIDENCE[rule.evidence] ?? { zh: rule.evidence, en: rule.evidence }
    return {
      zh: `${number ?? `《${title}》`}${rule.article}，${span}，${evidence.zh}，规则${rule.id}`,
      en: `${number ?? title} ${rule.article}, in force ${rule.from}${rule.to ? ` to ${rule.to}` : ''}, ${evidence.en}, rule ${rule.id}`,
    }
  },
  element: (key) => {
    const lawAt = reasons.map((r) => r.values.lawAt).find((v) => typeof v === 'string')
    const version =
      offence === null ? undefined : rulebook.elementsOf(offence, typeof lawAt === 'string' ? lawAt : '9999-12-31')
    const element = version?.elements.find((e) => e.key === key)
    return element ?? { zh: key, en: key }
  },
})

const UNNAMED = '（未具名）'
const ERASED_NAME = '（已删除）'

const partyOf = async (subject: string, file: MatterFile, readEvent: ReadEvent): Promise<FindingView['party']> => {
  const place = file.parties[subject]?.namedIn
  const event = place && (await readEvent(place))
  const party = event && partiesIn(event.data).find((p) => p.subject === subject)
  return { name: shown(party?.name) ?? UNNAMED, code: shown(party?.creditCode) ?? shown(party?.identityNumber) }
}

const shown = (value: Party['name']): string | undefined => (isErased(value) ? ERASED_NAME : value)

/** Every party object anywhere in an event's data; a lead has a `kind` and a `subject` of its own and is none. */
const partiesIn = (data: unknown): Party[] => {
  if (Array.isArray(data)) return data.flatMap(partiesIn)
  if (typeof data !== 'object' || data === null) return []
  const own = 'subject' in data && 'kind' in data && SUBJECT_KINDS.includes(data.kind as never) ? [data as Party] : []
  return [...own, ...Object.values(data).flatMap(partiesIn)]
}
