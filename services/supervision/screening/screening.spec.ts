import type { FindingRaised } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { assessed, lookAt } from '../families/testing.ts'
import { filed, fileOf, found, penalised, transferred } from '../file/testing.ts'
import { type Finding, finding } from '../finding.ts'
import { factsHash, screen } from './screening.ts'

const base = [filed(), found(), penalised('2018-06-01')]
const open = (data: FindingRaised): Finding => ({
  status: 'open',
  latest: data,
  closed: undefined,
  factsHash: data.factsHash,
})
const raisedFrom = (digest = 'r1') => {
  const [command] = screen(lookAt(fileOf(...base)), [], digest)
  if (command?.verb !== 'raise') throw new Error('nothing raised')
  return command
}

describe('screening a matter', () => {
  it('raises once under an id made of matter, subject, family and rule series', () => {
    expect(raisedFrom().id).toBe(raisedFrom().id)
    expect(raisedFrom().id).toMatch(/^F-[0-9a-f]{32}$/)
  })
  it('revises what is known instead of raising it again', () => {
    const known = { id: raisedFrom().id, state: open(raisedFrom().data) }
    expect(screen(lookAt(fileOf(...base)), [known], 'r1')).toMatchObject([{ verb: 'revise', id: known.id }])
  })
  it('clears by facts, naming them', () => {
    const known = { id: raisedFrom().id, state: open(raisedFrom().data) }
    const look = lookAt(fileOf(...base, transferred('2018-06-20')))
    expect(screen(look, [known], 'r1')).toMatchObject([{ verb: 'clear', data: { because: ['transfer.dispatched'] } }])
  })
  it('supersedes when the same facts are judged otherwise under another rulebook, naming both versions', () => {
    const known = { id: raisedFrom().id, state: open(raisedFrom().data) }
    const look = lookAt(fileOf(...base), [assessed({ verdict: 'not_met' })])
    expect(screen(look, [known], 'r2')).toMatchObject([
      { verb: 'supersede', data: { by: 'rulebook', previousRulebook: 'r1', rulebookDigest: 'r2' } },
    ])
  })
  it('leaves settled findings alone when nothing suspects them any more', () => {
    const known = { id: raisedFrom().id, state: { ...open(raisedFrom().data), status: 'closed' as const } }
    expect(screen(lookAt(fileOf(...base, transferred('2018-06-20'))), [known], 'r1')).toEqual([])
  })
  it('hashes facts, not when they were looked at', () => {
    const file = fileOf(...base)
    expect(factsHash({ ...file, position: '99' })).toBe(factsHash(file))
    expect(factsHash(fileOf(...base, transferred('2018-06-20')))).not.toBe(factsHash(file))
  })
})

describe('a finding', () => {
  const context = {
    now: '2026-11-24T00:00:00Z',
    at: 'unknown' as const,
    agency: 'a',
    officers: [],
    matter: 'M1',
    mode: 'perform' as const,
  }
  const data = raisedFrom().data
  it('stays as it is when looked at again without news', () => {
    expect(finding.decide.revise(data, open(data), context).events).toEqual([])
  })
  it('is revised when the facts changed, and reopened after it was closed', () => {
    const news = { ...data, factsHash: 'other' }
    expect(finding.decide.revise(news, open(data), context).events).toMatchObject([{ type: 'FindingRevised' }])
    const closed: Finding = { ...open(data), status: 'closed' }
    expect(finding.decide.revise(news, closed, context).events).toMatchObject([{ type: 'FindingReopened' }])
    expect(finding.decide.revise(data, closed, context).events).toEqual([])
  })
  it('can only be closed while open', () => {
    const close = { code: 'duplicate' as const, reason: '重复', by: 'p' }
    expect(finding.decide.close(close, open(data), context).guards.every((g) => g.held === 'yes')).toBe(true)
    expect(
      finding.decide.close(close, { ...open(data), status: 'cleared' }, context).guards.some((g) => g.held === 'no'),
    ).toBe(true)
  })
})
