import type { Problem } from '@case-ledger/contracts'
import type { RulebookData } from './load.ts'
import { multipleProblems } from './multiples.ts'
import { problem } from './problem.ts'
import { CONFIRMING, isSeriesRule, isTerm, type Rule } from './rule.ts'
import { isWithin, overlap, type Span } from './span.ts'

type Dated = Span & { label: string; group: string }

const reversedDates = (dated: readonly Dated[]): Problem[] =>
  dated
    .filter((d) => d.to !== null && d.from > d.to)
    .map((d) => problem(d.label, 'from', `from ${d.from} after to ${d.to}`))

/** Two versions of one thing on one day: nobody could say which is the law. */
const overlaps = (dated: readonly Dated[]): Problem[] => {
  const sorted = [...dated].sort((a, b) =>
    a.group === b.group ? (a.from < b.from ? -1 : 1) : a.group < b.group ? -1 : 1,
  )
  return sorted.flatMap((later, i) => {
    const earlier = sorted[i - 1]
    return earlier && earlier.group === later.group && overlap(earlier, later)
      ? [problem(later.label, 'from', `overlaps ${earlier.label} of ${later.group} on ${later.from}`)]
      : []
  })
}

const duplicateIds = (rules: readonly Rule[]): Problem[] => {
  const seen = new Set<string>()
  return rules.flatMap((rule) => {
    if (seen.has(rule.id)) return [problem(rule.id, 'id', 'the same id twice')]
    seen.add(rule.id)
    return []
  })
}

const instrumentProblems = (data: RulebookData): Problem[] => {
  const known = new Map(data.instruments.map((i) => [i.id, i]))
  return data.rules.flatMap((rule) => {
    const named = [rule.instrument, ...(rule.also ?? []), rule.readIn, rule.quotes].filter((id) => id !== undefined)
    const unknown = named
      .filter((id) => !known.has(id))
      .map((id) => problem(rule.id, 'instrument', `unknown instrument ${id}`))
    const source = known.get(rule.quotes ?? rule.instrument)
    if (!source || isWithin(rule, source)) return unknown
    return [...unknown, problem(rule.id, 'from', `in force outside its instrument ${source.id}`)]
  })
}

const limbProblems = (rules: readonly Rule[]): Problem[] =>
  rules.flatMap((rule) => {
    if (rule.kind !== 'threshold') return []
    const found: Problem[] = []
    if (rule.role === 'offence' && rule.basis === undefined)
      found.push(problem(rule.id, 'basis', 'an offence limb that does not say what it measures'))
    if (rule.role === 'offence' && rule.offence === undefined)
      found.push(problem(rule.id, 'offence', 'an offence limb without its article'))
    if ((rule.tier === 'aggravated') !== (rule.level !== undefined))
      found.push(problem(rule.id, 'level', 'aggravated tiers, and only they, have a level'))
    if (rule.figure?.below !== undefined && rule.figure.below <= rule.figure.value)
      found.push(problem(rule.id, 'figure', 'the next tier begins at or before this one'))
    if (rule.figure && rule.candidates) found.push(problem(rule.id, 'candidates', 'settled and unsettled at once'))
    return found
  })

/** A rule is confirmed exactly when its source level allows it. */
const confirmationProblems = (rules: readonly Rule[]): Problem[] =>
  rules
    .filter((rule) => rule.confirmed !== CONFIRMING.includes(rule.evidence))
    .map((rule) => problem(rule.id, 'confirmed', `confirmed = ${rule.confirmed}, but its evidence is ${rule.evidence}`))

/** An open term has no number and any other nature of the outside world has one, be it in a paper, a parameter or a date. */
const termProblems = (rules: readonly Rule[]): Problem[] =>
  rules.flatMap((rule) => {
    if (!isTerm(rule)) return []
    if (rule.nature === 'open' && rule.duration) return [problem(rule.id, 'duration', 'an open term carries a number')]
    if (rule.nature === 'right' && !rule.duration) return [problem(rule.id, 'duration', 'a right that never ends')]
    return []
  })

/** What the elements say of limitation and what the limitation rules say must be the same years. */
const limitationProblems = (data: RulebookData): Problem[] =>
  data.rules.flatMap((rule) => {
    if (rule.kind !== 'threshold' || rule.role !== 'limitation' || !rule.offence || !rule.figure) return []
    const years = rule.figure.value
    const favour = rule.series.includes('.favour.')
    const tier = favour
      ? rule.tier === 'base'
        ? 'favourBase'
        : 'favourAggravated'
      : rule.tier === 'base'
        ? 'base'
        : rule.level === 3
          ? 'aggravated3'
          : rule.level === 2
            ? 'aggravated2'
            : 'aggravated'
    return data.offences
      .filter((o) => o.offence === rule.offence && overlap(o, rule) && (o.limitation[tier] ?? years) !== years)
      .map((o) => problem(rule.id, 'figure', `${years} years, but the offence of ${o.from} says ${o.limitation[tier]}`))
  })

/** A caution about a rule, article, instrument or duty that does not exist warns of nothing. */
const cautionProblems = (data: RulebookData): Problem[] => {
  const known = {
    rules: new Set(data.rules.map((r) => r.id)),
    instruments: new Set(data.instruments.map((i) => i.id)),
    offences: new Set([
      ...data.offences.map((o) => o.offence),
      ...data.rules.flatMap((r) => (isTerm(r) ? [] : (r.offence ?? []))),
    ]),
    groups: new Set(data.rules.filter(isTerm).map((r) => r.dutyGroup)),
  }
  return data.cautions.flatMap((c) =>
    (['rules', 'instruments', 'offences', 'groups'] as const).flatMap((field) =>
      (c[field] ?? [])
        .filter((name) => !known[field].has(name))
        .map((name) => problem(c.key, field, `a caution about ${name}, which does not exist`)),
    ),
  )
}

const datedThings = (data: RulebookData): Dated[] => [
  ...data.rules.flatMap((rule) =>
    isSeriesRule(rule) ? [{ from: rule.from, to: rule.to, label: rule.id, group: `series ${rule.series}` }] : [],
  ),
  ...data.offences.map((o) => {
    const name = [o.offence, o.variant].filter(Boolean).join('.')
    return { from: o.from, to: o.to, label: `elements ${name} ${o.from}`, group: `offence ${name}` }
  }),
  ...data.findingRules.map((f) => ({ from: f.from, to: f.to, label: f.key, group: `finding rule ${f.key}` })),
]

/** Everything in the data that cannot be true together; empty = sound. */
export const contradictions = (data: RulebookData): Problem[] => {
  const dated = datedThings(data)
  const terms = data.rules.filter(isTerm)
  return [
    ...duplicateIds(data.rules),
    ...reversedDates([
      ...dated,
      ...terms.map((t) => ({ from: t.from, to: t.to, label: t.id, group: '' })),
      ...data.instruments.map((i) => ({ from: i.from, to: i.to, label: i.id, group: '' })),
    ]),
    ...overlaps(dated),
    ...instrumentProblems(data),
    ...limbProblems(data.rules),
    ...confirmationProblems(data.rules),
    ...termProblems(data.rules),
    ...limitationProblems(data),
    ...multipleProblems(data.rules),
    ...cautionProblems(data),
  ]
}
