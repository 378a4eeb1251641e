import { STATUTORY_BASES } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { tally } from './cli/tally.ts'
import { readData } from './load.ts'
import { isAggregation, isTerm, isThreshold } from './rule.ts'

const data = readData()
const thresholds = data.rules.filter(isThreshold)
const terms = data.rules.filter(isTerm)
const offenceLimbs = thresholds.filter((rule) => rule.role === 'offence')

describe('the data is complete', () => {
  it('holds 600 rules of four kinds', () => {
    expect(data.rules).toHaveLength(600)
    expect(tally(data.rules, (r) => r.kind)).toEqual({
      threshold: 304,
      deadline: 215,
      aggregation: 52,
      publication: 29,
    })
  })

  it('holds thresholds and aggregations by role', () => {
    expect(tally(data.rules, (r) => (isTerm(r) ? undefined : r.role))).toEqual({
      offence: 194,
      limitation: 68,
      aggregation: 54,
      sanction: 25,
      procedure: 15,
    })
  })

  it('holds 244 terms by nature, 129 of them with a number', () => {
    expect(tally(terms, (t) => t.nature)).toEqual({ open: 111, duty: 95, right: 15, party: 15, internal: 8 })
    expect(terms.filter((t) => t.duration)).toHaveLength(129)
    expect(new Set(terms.map((t) => t.dutyGroup)).size).toBe(171)
  })

  it('keeps every unit and what it rests on', () => {
    expect(tally(terms, (t) => t.duration?.unit)).toEqual({
      calendar_days: 68,
      working_days: 32,
      years: 11,
      months: 11,
      hours: 7,
    })
    expect(tally(terms, (t) => t.unitBasis)).toEqual({ cpl105: 44, ael69: 14, apl85: 10, unspecified_in_instrument: 7 })
  })

  it('keeps the source level of every rule', () => {
    expect(tally(data.rules, (r) => r.evidence)).toEqual({
      text: 470,
      secondary: 76,
      unverified: 49,
      weak_secondary: 4,
      not_in_text: 1,
    })
    expect(data.rules.filter((r) => !r.fromConfirmed)).toHaveLength(92)
    expect(data.rules.filter((r) => !r.toConfirmed)).toHaveLength(36)
    expect(data.rules.filter((r) => r.to !== null)).toHaveLength(148)
  })

  it('keeps figures, candidates, multiples and conditions of the limbs', () => {
    const figures = thresholds.flatMap((t) => t.figure ?? [])
    expect(tally(figures, (f) => f.unit)).toEqual({ fen: 105, years: 65, count: 42 })
    expect(figures.filter((f) => f.below !== undefined)).toHaveLength(3)
    expect(thresholds.filter((t) => t.candidates)).toHaveLength(8)
    expect(data.rules.filter((r) => !isTerm(r) && r.multiple)).toHaveLength(28)
    expect(thresholds.filter((t) => t.alternatives)).toHaveLength(4)
    expect(thresholds.filter((t) => t.allOf)).toHaveLength(2)
    expect(thresholds.filter((t) => t.requires)).toHaveLength(29)
    expect(tally(thresholds, (t) => t.modifier)).toEqual({
      multi: 20,
      recid2y: 14,
      online: 11,
      service: 2,
      art1_circumstance: 2,
      service_multi: 1,
      service_recid2y: 1,
      goods_service_mixed: 1,
      recid3y_2penalties: 1,
    })
  })

  it('turns every modifier into a condition', () => {
    expect(thresholds.filter((t) => t.modifier && !t.conditions).map((t) => t.id)).toEqual([])
    expect(thresholds.filter((t) => t.conditions?.minRights)).toHaveLength(21)
    expect(thresholds.filter((t) => t.conditions?.repeat)).toHaveLength(16)
    expect(thresholds.filter((t) => t.conditions?.online)).toHaveLength(11)
  })

  it('holds the limbs of every offence', () => {
    expect(tally(offenceLimbs, (t) => t.offence)).toEqual({
      '140': 9,
      '141': 13,
      '142': 2,
      '143': 3,
      '147': 3,
      '213': 23,
      '214': 14,
      '215': 28,
      '216': 13,
      '217': 27,
      '218': 10,
      '219': 11,
      '219-1': 3,
      '225': 12,
      '397': 11,
      '402': 6,
      '408-1': 2,
      '414': 4,
    })
    expect(tally(offenceLimbs, (t) => t.tier)).toEqual({ base: 135, aggravated: 59 })
  })

  it('measures most limbs by a statutory measure', () => {
    const statutory = offenceLimbs.filter((t) => (STATUTORY_BASES as readonly string[]).includes(t.basis ?? ''))
    expect(statutory).toHaveLength(115)
  })

  it('holds the versions of 22 offences with their elements, and 39 rules on finding facts', () => {
    expect(data.offences).toHaveLength(33)
    expect(new Set(data.offences.map((o) => `${o.offence}.${o.variant}`)).size).toBe(22)
    expect(data.offences.flatMap((o) => o.elements)).toHaveLength(184)
    expect(data.findingRules).toHaveLength(39)
  })

  it('keeps the order of prices where a text gives one', () => {
    expect(data.rules.filter(isAggregation).filter((r) => r.steps)).toHaveLength(3)
    expect(data.findingRules.filter((r) => r.order)).toHaveLength(5)
  })
})
