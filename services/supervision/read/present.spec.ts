import { loadRulebook } from '@case-ledger/rulebook'
import { describe, expect, it } from 'vitest'
import { COMPANY, filed, fileOf, found, penalised, SUBJECT, storedOf, type Told } from '../file/testing.ts'
import { finding } from '../finding.ts'
import { lookAtMatter } from '../screening/look.ts'
import { screen } from '../screening/screening.ts'
import { viewOf } from './present.ts'

const rulebook = loadRulebook()
const TODAY = '2026-11-24'

/** The view of the one finding that these events raise. */
const viewFrom = async (...told: Told[]) => {
  const file = fileOf(...told)
  const [command] = screen(lookAtMatter(file, rulebook, TODAY), [], rulebook.digest)
  if (command?.verb !== 'raise') throw new Error('nothing raised')
  const event = { ...storedOf({ type: 'FindingRaised', data: command.data }, 99) }
  const state = finding.evolve(finding.initial, event as never)
  const row = { finding: command.id, matter: 'M1', stream: 's', family: 'SIG-01', status: state.status, state }
  return viewOf(row, {
    rulebook,
    queries: { file: async () => file } as never,
    readEvent: async ({ revision }) => told.map(storedOf)[revision],
    today: () => TODAY,
  })
}

const facts = found({
  roles: ['seller'],
  amounts: [{ basis: 'sales', value: 14_000_000, bound: 'exact', valuation: 'unknown' }],
  conduct: { to: { value: '2018-05-01', precision: 'day' } },
})

describe('the party on the page', () => {
  it('has the name of the party, although a lead has a kind and a subject of its own', async () => {
    const lead: Told = { type: 'LeadRegistered', data: { kind: 'report', subject: SUBJECT, party: COMPANY } }
    const { party, explained } = await viewFrom(lead, filed(), facts, penalised('2018-06-01'))
    expect(party.name).toBe('某公司')
    expect(explained.zh).toContain('当事人某公司')
  })

  it('has the name given later, when the first event gave none', async () => {
    const unnamed = filed({ parties: [{ subject: SUBJECT, kind: 'company' }] })
    expect((await viewFrom(unnamed, facts, penalised('2018-06-01'))).party.name).toBe('某公司')
  })
})
