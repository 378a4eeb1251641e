import { expect, test } from 'vitest'
import { describePostgres } from '../support/postgres.ts'
import { seededRandom } from './random.ts'
import { isSkipped } from './scenario.ts'
import { SCENARIOS } from './scenarios.ts'

const SEED = 20_260_105

/** The cheap faults in their short form; all of them, and longer: `npm run chaos`. */
describePostgres('nothing acknowledged is lost, nothing doubled', { timeout: 120_000 }, () => {
  test.each(SCENARIOS.filter(({ short }) => short))('$name', async ({ run }) => {
    const deadline = new AbortController().signal
    const outcome = await run({ random: seededRandom(SEED), short: true, deadline, say: () => undefined })
    if (isSkipped(outcome)) throw new Error(outcome.skipped)
    expect(outcome).toMatchObject({ lost: 0, doubled: 0, wrong: [] })
    expect(outcome.acknowledged).toBeGreaterThan(100)
    expect(outcome.made).toBeGreaterThan(0)
  })
})
