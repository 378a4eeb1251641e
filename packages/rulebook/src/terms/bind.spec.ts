import { CONTRACTS } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { loadRulebook } from '../register.ts'
import { computabilityOf } from './bind.ts'
import { BINDINGS } from './bindings.ts'
import { UNCOMPUTABLE_GROUPS, UNCOMPUTABLE_RULES } from './uncomputable.ts'

const book = loadRulebook()
const terms = book.terms()
const reasonOf = (id: string) => {
  const found = terms.find((term) => term.id === id)
  const answer = found && computabilityOf(found)
  return answer && (answer.computable ? 'computable' : answer.reason)
}

describe('every term is bound or listed with its reason', () => {
  it('leaves no term without an answer', () => {
    expect(terms.filter((term) => computabilityOf(term) === undefined).map((term) => term.id)).toEqual([])
  })

  it('says how many run as clocks, and why the others do not', () => {
    const tally: Record<string, number> = {}
    for (const term of terms) {
      const answer = computabilityOf(term)
      const key = answer?.computable ? 'computable' : (answer?.reason ?? 'hole')
      tally[key] = (tally[key] ?? 0) + 1
    }
    expect(tally).toMatchInlineSnapshot(`
      {
        "computable": 10,
        "counts_backwards": 1,
        "extension_not_recorded": 10,
        "fixed_date": 1,
        "from_conduct": 2,
        "local_parameter": 1,
        "needs_judgment": 5,
        "no_number": 113,
        "not_before": 4,
        "scope_doubtful": 3,
        "start_not_named": 3,
        "step_not_recorded": 91,
      }
    `)
  })

  it('names only rules, duty groups and events that exist', () => {
    const ids = new Set(terms.map((term) => term.id))
    const groups = new Set(terms.map((term) => term.dutyGroup))
    const events = new Set(CONTRACTS.flatMap((contract) => Object.keys(contract.events)))
    const namedRules = [...Object.keys(UNCOMPUTABLE_RULES), ...BINDINGS.flatMap((b) => b.rules ?? [])]
    const namedGroups = [...UNCOMPUTABLE_GROUPS.flatMap((g) => g.groups), ...BINDINGS.map((b) => b.dutyGroup)]
    const namedEvents = BINDINGS.flatMap((b) => [b.anchor.event, ...b.closes.map((step) => step.event)])
    expect(namedRules.filter((id) => !ids.has(id))).toEqual([])
    expect(namedGroups.filter((group) => !groups.has(group))).toEqual([])
    expect(namedEvents.filter((event) => !events.has(event))).toEqual([])
  })

  it('gives one duty group one binding, so that one delay is one clock', () => {
    const groups = BINDINGS.map((b) => b.dutyGroup)
    expect(new Set(groups).size).toBe(groups.length)
  })
})

describe('clocks that would accuse wrongly', () => {
  it('"at once" (310号 art. 5(1)) is open, not zero hours', () => {
    expect(terms.find((term) => term.id === 'D310-05-1')?.duration).toBeUndefined()
    expect(reasonOf('D310-05-1')).toBe('no_number')
  })

  it('not-before terms are never overdue', () => {
    for (const id of ['DAEL-54', 'DAEL-46', 'DRCP-564b', 'C44-1y'])
      expect([id, reasonOf(id)]).toEqual([id, 'not_before'])
  })

  it('terms whose text names no start do not run', () => {
    for (const id of ['D310-07b', 'DPS-175', 'DPS-180-2b']) expect([id, reasonOf(id)]).toEqual([id, 'start_not_named'])
  })

  it('the hearing notice counts back from the hearing', () => {
    expect(reasonOf('DAPL-64b')).toBe('counts_backwards')
  })

  it('reasons for a demand and the correction share one term: only the police have a number', () => {
    expect(terms.find((term) => term.id === 'DRCP-562')?.duration).toEqual({ value: 7, unit: 'calendar_days' })
    for (const id of ['DRCP-564a', 'NT-RCP-562-c']) expect(terms.find((term) => term.id === id)?.nature).toBe('open')
  })

  it('a direct suggestion to the procuratorate (310号 art. 9(1)) does not lapse', () => {
    expect(reasonOf('NT-310-09-1b')).toBe('needs_judgment')
  })

  it('the notice of the police decision has no number, and the 3 days to hand over goods run from receiving it', () => {
    expect(reasonOf('NT-310-08n')).toBe('no_number')
    const goods = BINDINGS.find((b) => b.dutyGroup === 'hand_over_goods')
    expect(goods?.anchor).toEqual({ event: 'TransferFeedbackGiven', where: { result: 'filed' } })
  })

  it('days for platform entry are a local parameter, never a default', () => {
    expect(reasonOf('DPLAT-entry')).toBe('local_parameter')
  })

  it('open terms never lapse: none of the 111 gets a clock', () => {
    const open = terms.filter((term) => term.nature === 'open')
    expect(open).toHaveLength(111)
    expect(open.filter((term) => computabilityOf(term)?.computable)).toEqual([])
  })

  it('duties that wait on an extension nobody records do not run', () => {
    for (const id of ['DSAMR-file', 'DAPL-60', 'DSAMR-90', 'DAEL-25', 'NT-AEL-27'])
      expect([id, reasonOf(id)]).toEqual([id, 'extension_not_recorded'])
  })
})
