import { firstDay, lastDay, parseWhen, type When } from '@case-ledger/contracts'
import type { PublishedCase } from './schema.ts'
import type { MappingWarning } from './warning.ts'

/** Keys of `dates` that mean the same step. The first one given counts. */
export const DATE_KEYS = {
  found: ['found', 'discovered', 'complaint', 'police_received', 'raid'],
  filed: ['filed', 'admin_filed'],
  /** The facts had been found by then at the latest: the goods were appraised, the party was heard. */
  facts: ['investigation_closed', 'hearing_notice', 'interview', 'appraised'],
  penalised: ['penalised', 'penalized', 'penalty'],
  penalisedAgain: ['penalised_again'],
  noPenalty: ['no_penalty_decision', 'no_penalty'],
  revoked: ['revoked', 'penalty_revoked'],
  reminder: ['reminder'],
  paid: ['paid'],
  closed: ['closed', 'case_closed'],
  transferred: ['transferred', 'transferred_to_police', 'sent_to_police', 'transfer'],
  returned: ['transferred_to_admin', 'returned_to_admin'],
  goodsHandedOver: ['goods_handed_over'],
  accepted: ['police_received', 'police_accepted'],
  policeFiled: ['police_filed', 'criminal_filed'],
  detained: ['detained'],
  arrested: ['arrested', 'arrest_approved'],
  sentForProsecution: ['sent_for_prosecution'],
  indicted: ['indicted', 'prosecuted'],
  notProsecuted: ['not_prosecuted'],
  judged: ['judged', 'convicted', 'judgment'],
  opinion: ['procuratorial_opinion', 'opinion_issued'],
  opinionReceived: ['opinion_received'],
  proposal: ['advised_transfer', 'transfer_advised'],
  listed: ['listed'],
  conductStart: ['conduct_start'],
  conductEnd: ['conduct_end'],
  declared: ['declared'],
  published: ['published', 'reported'],
} as const
export type DateKey = keyof typeof DATE_KEYS

/** Dates that the format has and no act of the ledger has a place for. */
const NO_ACT = [
  'joint_meeting',
  'hearing',
  'second_instance_filed',
  'reconsideration',
  'samples_submitted',
  'police_appraisal',
  'pil_performed',
  'compensated',
  'cluster_approved',
]

const pad = (n: string | undefined): string => (n ?? '').padStart(2, '0')

/** Reads `2024`, `2024-3-1`, `2024/03`, `2024.3`, `2024年3月1日` with the precision given; `undefined` for anything else. */
export const readDate = (raw: string | number): When | undefined => {
  const text = String(raw).trim()
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?)?[年月]?$/.exec(text)
  if (!parts) return parseWhen(text)
  const [, year, month, day] = parts
  return parseWhen([year, month && pad(month), day && pad(day)].filter(Boolean).join('-'))
}

/** The dates of a case by step, and what of them is of no use. */
export type Dates = {
  at: (key: DateKey) => When | undefined
  warnings: readonly MappingWarning[]
}

export const datesOf = (file: PublishedCase): Dates => {
  const read = new Map<string, When>()
  const warnings: MappingWarning[] = []
  const known = new Set<string>(Object.values(DATE_KEYS).flat())
  for (const [key, raw] of Object.entries(file.dates)) {
    if (raw === undefined) continue
    const field = `dates.${key}`
    const when = readDate(raw)
    if (!when) warnings.push({ code: 'date_unreadable', field })
    else if (known.has(key)) read.set(key, when)
    else warnings.push({ code: NO_ACT.includes(key) ? 'not_mapped' : 'unknown_field', field })
  }
  const dateOf = (names: readonly string[]) => names.find((name) => read.has(name))
  const used = new Set(Object.values(DATE_KEYS).map(dateOf))
  for (const name of read.keys()) if (!used.has(name)) warnings.push({ code: 'not_mapped', field: `dates.${name}` })
  return { at: (key) => read.get(dateOf(DATE_KEYS[key]) ?? ''), warnings }
}

/** Shapes in which a source's title or address shows the day it was published. */
const PUBLISHED_IN = [
  /(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)/,
  /(?<!\d)(20\d{2})-(\d{2})\/(\d{2})(?!\d)/,
  /(?<!\d)(20\d{2})\/(\d{1,2})\/(\d{1,2})(?!\d)/,
  /(?<!\d)(20\d{2})(\d{2})\/(\d{2})(?!\d)/,
  /t(20\d{2})(\d{2})(\d{2})_/,
]

/** Day the source was published: as given, or as its title or address shows. */
export const publishedAt = (file: PublishedCase, dates: Dates): When | undefined => {
  const given = dates.at('published')
  if (given) return given
  for (const text of [file.source_title ?? '', file.source_url ?? ''])
    for (const shape of PUBLISHED_IN) {
      const found = shape.exec(text)
      const when = found && readDate(`${found[1]}-${found[2]}-${found[3]}`)
      if (when) return when
    }
  return undefined
}

/** Earliest possible day first. */
export const earliest = (whens: readonly (When | undefined)[]): When | undefined =>
  whens.filter((when) => when !== undefined).sort((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1))[0]

/** Whether `a` was certainly over before the earliest of the others could begin. */
export const cameBefore = (a: When | undefined, others: readonly (When | undefined)[]): boolean => {
  const first = earliest(others)
  return a !== undefined && first !== undefined && lastDay(a) < firstDay(first)
}
