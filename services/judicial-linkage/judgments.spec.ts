import { expect, test } from 'vitest'
import { contradicts, type Judgment } from './judgments.ts'

const guilty = (instance: Judgment['instance'], ...offences: string[]): Judgment => ({
  verdict: 'guilty',
  instance,
  offences,
})
const acquitted = (instance: Judgment['instance'], ...offences: string[]): Judgment => ({
  ...guilty(instance, ...offences),
  verdict: 'acquitted',
})

test.each([
  ['the first judgment', acquitted('first', '214'), [], 'no'],
  ['the same verdict again', guilty('first', '214'), [guilty('first', '214')], 'no'],
  ['an acquittal by the second instance', acquitted('second', '214'), [guilty('first', '214')], 'no'],
  ['a conviction on retrial', guilty('retrial', '214'), [acquitted('second', '214')], 'no'],
  ['another verdict by the same instance', acquitted('first', '214'), [guilty('first', '214')], 'yes'],
  ['another verdict by a lower instance', acquitted('first', '214'), [guilty('second', '214')], 'yes'],
  ['another verdict on another offence', acquitted('first', '140'), [guilty('first', '214')], 'no'],
  ['another verdict, the offence unstated', acquitted('first'), [guilty('first', '214')], 'unknown'],
  ['another verdict, the instance unknown', acquitted('unknown', '214'), [guilty('first', '214')], 'unknown'],
  [
    'one contradiction among several',
    acquitted('second', '214'),
    [guilty('first', '214'), guilty('second', '214')],
    'yes',
  ],
] as const)('%s', (_, judgment, earlier, answer) => {
  expect(contradicts(judgment, earlier)).toBe(answer)
})
