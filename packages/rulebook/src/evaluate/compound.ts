import type { Tri, Verdict } from '@case-ledger/contracts'
import type { LimbBasis, ThresholdRule } from '../rule.ts'
import { elementCode } from './codes.ts'
import { appliesTo } from './conditions.ts'
import { type Bench, compare, highest, linesOf, measure, type Tested, tested } from './limb.ts'
import { MEASURES } from './measures.ts'

/** The base limbs a compound limb builds on: those with a number, in force on the day, whose conditions are not absent. */
const parts = (bench: Bench, on: string, online: boolean | undefined): readonly ThresholdRule[] =>
  bench.rulebook
    .thresholds({ offence: bench.offence, on })
    .filter((r) => r.tier === 'base' && MEASURES[r.basis as LimbBasis] && linesOf(bench, r, on))
    .filter((r) => online === undefined || r.conditions?.online === online)
    .filter((r) => appliesTo(r, bench.sheets, bench.conduct).applies !== 'no')

const held = (bench: Bench, rule: ThresholdRule, on: string, factor: number) => {
  const [lowest, top] = linesOf(bench, rule, on) as readonly [number, number]
  const line = lowest * factor
  const range = measure(bench, rule, rule.basis as LimbBasis, line, on)
  return {
    range,
    line,
    raw: range ? compare(range, line, top * factor, bench.options.nearShare) : ('possible' as Verdict),
  }
}

/** 达到各项基准数倍: any base line, multiplied. A part that is open itself leaves the whole open. */
const anyBaseLimb = (bench: Bench, rule: ThresholdRule, on: string): Tested => {
  const factors = rule.multiple ? [rule.multiple.by] : (rule.candidates?.values ?? [])
  const of = rule.multiple?.of
  const online = of && 'baseLimbsOf' in of ? of.online : undefined
  const results = parts(bench, on, online).map((part) => {
    const low = held(bench, part, on, Math.min(...factors))
    const high = held(bench, part, on, Math.max(...factors))
    const sure = part.confirmed && appliesTo(part, bench.sheets, bench.conduct).applies === 'yes'
    const raw = low.raw === high.raw && (sure || low.raw === 'not_met') ? low.raw : ('possible' as Verdict)
    return { ...low, raw: low.raw === 'not_met' ? low.raw : raw }
  })
  const raw = highest(results.map((r) => r.raw))
  const best = results.find((r) => r.raw === raw && r.range?.value !== undefined)
  return tested(bench, rule, {
    raw,
    why: ['limb.any_base'],
    missing: [],
    ...(best?.range && { range: best.range, line: best.line }),
  })
}

/** 分别达到其中两项以上标准一半: two different limbs, each at half its line or more. */
const halfOfTwo = (bench: Bench, rule: ThresholdRule, on: string): Tested => {
  const needed = rule.figure?.value ?? 2
  const reached = parts(bench, on, true).map((part): Tri => {
    const { raw } = held(bench, part, on, 0.5)
    if (raw === 'met') return part.confirmed || !rule.confirmed ? 'yes' : 'unknown'
    return raw === 'not_met' || raw === 'near' ? 'no' : 'unknown'
  })
  const count = (tri: Tri) => reached.filter((t) => t === tri).length
  const raw: Verdict =
    count('yes') >= needed ? 'met' : count('yes') + count('unknown') >= needed ? 'possible' : 'not_met'
  return tested(bench, rule, { raw, why: ['limb.half_of_two'], missing: raw === 'met' ? [] : ['amount.online'] })
}

/** Limbs that an act alone fulfils 行为犯: fake medicine, trade secrets for foreign bodies. They turn on elements, not figures. */
const ACT_ELEMENTS: Record<string, readonly string[]> = {
  '141': ['medicine', 'act'],
  '219-1': ['secret', 'foreign', 'act'],
}

const actAlone = (bench: Bench, rule: ThresholdRule): Tested => {
  const keys = ACT_ELEMENTS[bench.offence] ?? []
  const values = keys.map((key) => bench.sheets.map((s) => s.elements[key]).find((v) => v !== undefined))
  const raw: Verdict = values.includes('no') ? 'not_met' : values.every((v) => v === 'yes') ? 'met' : 'possible'
  const missing = keys.filter((_, i) => values[i] === undefined).map(elementCode)
  return tested(bench, rule, { raw, why: ['limb.act_alone'], missing })
}

/** Tests a limb whose number comes from other limbs, or which needs none. @returns undefined for a limb without any number. */
export const testCompound = (bench: Bench, rule: ThresholdRule, on: string): Tested | undefined => {
  if (rule.basis === 'any_base_limb') return anyBaseLimb(bench, rule, on)
  if (rule.basis === 'half_of_two_limbs') return halfOfTwo(bench, rule, on)
  return rule.basis === 'act' ? actAlone(bench, rule) : undefined
}
