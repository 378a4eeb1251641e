import { describe, expect, test } from 'vitest'
import { EMMETT } from './contestants/emmett.ts'
import { OURS } from './contestants/ours.ts'
import { GOALS, judge } from './goals.ts'
import { drive, measured, quantile } from './load.ts'
import { reportText } from './report.ts'
import { type Figure, spreadOf } from './scenario.ts'

const figure = (contestant: string, perSecond: readonly number[], scenario = 'append, 1 caller'): Figure => ({
  ...{ scenario, unit: 'appends/s', contestant },
  runs: perSecond.map((value) => ({ perSecond: value, p50: 1, p99: 5 })),
})

describe('the bench counts right', () => {
  test('quantiles and rates', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect(quantile(hundred, 0.99)).toBe(100)
    expect(measured(hundred.toReversed(), 2_000)).toEqual({ perSecond: 50, p50: 51, p99: 100 })
  })

  test('so many callers, none before its last call is answered', async () => {
    let inFlight = 0
    let most = 0
    const { perSecond } = await drive(4, 60, async () => {
      most = Math.max(most, ++inFlight)
      await new Promise((resolve) => setImmediate(resolve))
      inFlight--
    })
    expect(most).toBe(4)
    expect(perSecond).toBeGreaterThan(0)
  })

  test('least, middle and most of the runs', () => {
    expect(spreadOf(figure(OURS, [5, 1, 9]))).toEqual({ min: 1, median: 5, max: 9, p99: 5 })
  })

  test('a ratio is taken round by round: a slow round slows both', () => {
    const judged = judge(GOALS, [figure(OURS, [1_000, 100, 900]), figure(EMMETT, [400, 40, 1_000])])
    expect(judged[0]).toMatchObject({ value: 2.5, verdict: 'reached' })
    expect(judged[1]).toMatchObject({ value: undefined, verdict: 'not measured' })
  })

  test('the report names who was not there, and every goal', () => {
    const figures = [figure(OURS, [3_000]), figure(EMMETT, [1_000])]
    const text = reportText({
      ...{ machine: 'm', server: 's', rounds: 1, figures, goals: judge(GOALS, figures) },
      absent: [{ name: 'castore', why: 'not installed' }],
    })
    expect(text).toContain('3.00 ×')
    expect(text).toContain('not here: castore: not installed')
    for (const { what } of GOALS) expect(text).toContain(what)
  })
})
