import { CONTRACTS } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { drawReactionGraph, eventsOfActs, undeclaredCycles } from './reaction-graph.ts'

const eventsOf = eventsOfActs(CONTRACTS)
const reaction = (name: string, reads: string[], gives: string[], cycleEnds?: string) => ({
  name,
  reads,
  gives,
  ...(cycleEnds !== undefined && { cycleEnds }),
})

const mirror = reaction('mirror', ['TransferDispatched'], ['judicial-linkage.criminalCase.open'])
const answer = reaction('answer', ['CriminalCaseFiled'], ['referral.transfer.giveFeedback'])
const assess = reaction('assess', ['CaseClosed'], ['supervision.finding.raise'])

test('reactions in a row are no cycle', () => {
  expect(undeclaredCycles([mirror, assess], eventsOf)).toEqual([])
})
test('two that set each other off are a cycle, found once', () => {
  expect(undeclaredCycles([mirror, assess, answer], eventsOf)).toEqual([['answer', 'mirror']])
})
test('one that sets itself off is a cycle', () => {
  expect(undeclaredCycles([reaction('own', ['FindingRaised'], ['supervision.finding.clear'])], eventsOf)).toEqual([
    ['own'],
  ])
})
test('a cycle of which one says why it ends is declared', () => {
  expect(undeclaredCycles([mirror, { ...answer, cycleEnds: 'feedback is given once' }], eventsOf)).toEqual([])
})
test('the drawing leads from event over reaction and act to event', () => {
  expect(drawReactionGraph([mirror, answer], eventsOf)).toBe(
    [
      'flowchart LR',
      '  TransferDispatched([TransferDispatched]) --> mirror{{mirror}}',
      '  mirror{{mirror}} --> judicial-linkage.criminalCase.open[judicial-linkage.criminalCase.open]',
      '  judicial-linkage.criminalCase.open[judicial-linkage.criminalCase.open] -.-> CriminalCaseFiled([CriminalCaseFiled])',
      '  CriminalCaseFiled([CriminalCaseFiled]) --> answer{{answer}}',
      '  answer{{answer}} --> referral.transfer.giveFeedback[referral.transfer.giveFeedback]',
      '  referral.transfer.giveFeedback[referral.transfer.giveFeedback] -.-> TransferDispatched([TransferDispatched])',
    ].join('\n'),
  )
})
