import { createHash } from 'node:crypto'
import { LedgerError } from '@case-ledger/contracts'
import canonicalize from 'canonicalize'
import { type Caution, cautionsFor } from './cautions.ts'
import { contradictions } from './contradictions.ts'
import type { FindingRule, OffenceVersion } from './elements.ts'
import { detailOf, type RulebookData, readData } from './load.ts'
import { nearestIds } from './nearest.ts'
import {
  type AggregationRule,
  type Instrument,
  isAggregation,
  isSeriesRule,
  isTerm,
  isThreshold,
  type Nature,
  type Rule,
  type SeriesRule,
  type TermRule,
  type ThresholdRule,
} from './rule.ts'
import { inForce } from './span.ts'

/** The law as dated data 规则库, immutable. Dates are `YYYY-MM-DD`, days in Asia/Shanghai; `to` is the last day in force. */
export type Rulebook = {
  /** SHA-256 (hex) of the canonical content: two programs with the same digest judge by the same law. */
  digest: string
  rules: readonly Rule[]
  instruments: readonly Instrument[]
  offenceVersions: readonly OffenceVersion[]
  byId(id: string): Rule | undefined
  /** @throws LedgerError `rules.unknown_rule`, naming the nearest ids. */
  rule(id: string): Rule
  instrument(id: string): Instrument
  /** Threshold versions in force on a day; role `offence` (the only one that makes a verdict) unless said otherwise. */
  thresholds(query: { offence?: string; on: string; role?: ThresholdRule['role'] }): readonly ThresholdRule[]
  /** All versions of one series, oldest first. */
  series(name: string): readonly SeriesRule[]
  aggregations(query: { on: string; basis?: string; offence?: string }): readonly AggregationRule[]
  terms(query?: {
    on?: string
    dutyGroup?: string
    nature?: Nature
    instrument?: string
    kind?: TermRule['kind']
  }): readonly TermRule[]
  /** The elements of an offence on a day. Article 225 needs its variant (`tobacco`, `medicine`). */
  elementsOf(offence: string, on: string, variant?: string): OffenceVersion | undefined
  /** Where a reader of this rule goes wrong 易错点. */
  cautions(rule: Rule): readonly Caution[]
  findingRules(query?: { topic?: string; offence?: string; on?: string }): readonly FindingRule[]
}

const groupBy = <T>(items: readonly T[], key: (item: T) => string | undefined): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    if (name === undefined) continue
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}

/**
 * Builds the register and refuses what contradicts itself.
 * @throws LedgerError `rules.contradiction`, whose `problems` list everything found.
 */
export const buildRulebook = (data: RulebookData): Rulebook => {
  const problems = contradictions(data)
  if (problems.length > 0) throw new LedgerError('rules.contradiction', { problems, detail: detailOf(problems) })

  const ids = new Map(data.rules.map((rule) => [rule.id, rule]))
  const instruments = new Map(data.instruments.map((item) => [item.id, item]))
  const thresholds = data.rules.filter(isThreshold)
  const aggregations = data.rules.filter(isAggregation)
  const terms = data.rules.filter(isTerm)
  const bySeries = groupBy(data.rules.filter(isSeriesRule), (rule) => rule.series)
  for (const versions of bySeries.values()) versions.sort((a, b) => (a.from < b.from ? -1 : 1))
  const byOffence = groupBy(thresholds, (rule) => rule.offence)

  const byId = (id: string) => ids.get(id)
  // Cautions explain and do not judge: a reworded one is no new law.
  const { cautions, ...law } = data
  return {
    digest: createHash('sha256')
      .update(canonicalize(law) as string)
      .digest('hex'),
    rules: data.rules,
    instruments: data.instruments,
    offenceVersions: data.offences,
    byId,
    rule(id) {
      const found = byId(id)
      if (found) return found
      const near = nearestIds(id, [...ids.keys()])
      throw new LedgerError('rules.unknown_rule', { rule: id, detail: `${id}; 相近 nearest: ${near.join(', ')}` })
    },
    instrument(id) {
      const found = instruments.get(id)
      if (!found) throw new LedgerError('rules.contradiction', { detail: `unknown instrument ${id}` })
      return found
    },
    thresholds: ({ offence, on, role = 'offence' }) =>
      (offence === undefined ? thresholds : (byOffence.get(offence) ?? [])).filter(
        (rule) => rule.role === role && inForce(rule, on),
      ),
    series: (name) => bySeries.get(name) ?? [],
    aggregations: ({ on, basis, offence }) =>
      aggregations.filter(
        (rule) =>
          inForce(rule, on) &&
          (basis === undefined || rule.basis === basis) &&
          (offence === undefined || rule.offence === undefined || rule.offence === offence),
      ),
    terms: ({ on, dutyGroup, nature, instrument, kind } = {}) =>
      terms.filter(
        (rule) =>
          (on === undefined || inForce(rule, on)) &&
          (dutyGroup === undefined || rule.dutyGroup === dutyGroup) &&
          (nature === undefined || rule.nature === nature) &&
          (instrument === undefined || rule.instrument === instrument) &&
          (kind === undefined || rule.kind === kind),
      ),
    elementsOf: (offence, on, variant) =>
      data.offences.find((o) => o.offence === offence && o.variant === variant && inForce(o, on)),
    cautions: (rule) => cautionsFor(rule, cautions),
    findingRules: ({ topic, offence, on } = {}) =>
      data.findingRules.filter(
        (rule) =>
          (topic === undefined || rule.topic === topic) &&
          (offence === undefined || rule.offences.includes(offence) || rule.offences.includes('all')) &&
          (on === undefined || inForce(rule, on)),
      ),
  }
}

let loaded: Rulebook | undefined

/** The rulebook of this program, read and checked once. @throws LedgerError `rules.contradiction`. */
export const loadRulebook = (): Rulebook => {
  loaded ??= buildRulebook(readData())
  return loaded
}
