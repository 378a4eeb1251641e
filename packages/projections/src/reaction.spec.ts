import { afterEach, beforeEach, expect, test } from 'vitest'
import { describePostgres } from '../../../test/support/postgres.ts'
import { defineReaction, reactionCommandId, type Submit } from './reaction.ts'
import { listRefusals } from './refusals.ts'
import { streamOf, testEvent } from './testing/events.ts'
import { createFixture, type Fixture } from './testing/fixture.ts'
import type { Noted } from './testing/tally.ts'

let fixture: Fixture
beforeEach(async () => {
  fixture = await createFixture()
})
afterEach(() => fixture.close())

type Echo = { act: string; amount: number }
/** Every amount below 3 is noted again, one higher. */
const echo = defineReaction<Echo, Noted>({
  name: 'echo',
  reads: ['Noted'],
  gives: ['test.note.again'],
  startsAt: 'origin',
  cycleEnds: 'amounts grow',
  react: ({ data }) => (data.amount < 3 ? [{ act: 'test.note.again', amount: data.amount + 1 }] : []),
})

/** Appends once per command id, as the handler does. */
const submitOnce = (): Submit<Echo> => {
  const done = new Set<string>()
  return async ({ commandId, amount }, cause) => {
    if (done.has(commandId)) return 'known'
    done.add(commandId)
    const event = testEvent({ id: commandId, type: 'Noted', matter: cause.header.matter, data: { amount } })
    await fixture.ledger.append({ stream: cause.stream, expected: 'any', events: [event] })
    return 'appended'
  }
}

const amounts = async (matter: string): Promise<number[]> =>
  (await fixture.ledger.read(streamOf(matter))).map((event) => JSON.parse(new TextDecoder().decode(event.data)).amount)

describePostgres('a reaction', () => {
  test('answers events with commands until nothing more happens, and settling waits for all of it', async () => {
    await fixture.note('M1', 0)
    await fixture.note('M2', 2)
    const runtime = fixture.runtime({ reactions: [echo], submit: submitOnce() as Submit })
    await runtime.start()
    await runtime.settle()
    expect(await amounts('M1')).toEqual([0, 1, 2, 3])
    expect(await amounts('M2')).toEqual([2, 3])
    expect(await runtime.status()).toMatchObject([{ processor: 'reaction:echo', checkpoint: 5n, lag: 0, refused: 0 }])
  })

  test('gives the same command with the same id again when its checkpoint did not move', async () => {
    await fixture.note('M1', 2)
    const given: string[] = []
    const outage = async ({ commandId }: { commandId: string }) => {
      given.push(commandId)
      if (given.length < 3) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
      return 'known' as const
    }
    const runtime = fixture.runtime({ reactions: [echo], submit: outage })
    await runtime.start()
    await runtime.settle()
    const [noted] = await fixture.ledger.read(streamOf('M1'))
    expect(given).toEqual(Array(3).fill(reactionCommandId('echo', noted!.id, 0)))
    await runtime.stop()
  })

  test('goes on after a refusal, which is kept', async () => {
    await fixture.note('M1', 1, 2)
    const runtime = fixture.runtime({ reactions: [echo], submit: async () => ({ refused: 'case.already_closed' }) })
    await runtime.start()
    await runtime.settle()
    expect(await listRefusals(fixture.pool)).toMatchObject([
      { reaction: 'echo', position: 0n, ordinal: 0, act: 'test.note.again', code: 'case.already_closed' },
      { reaction: 'echo', position: 1n },
    ])
    expect((await runtime.status())[0]).toMatchObject({ checkpoint: 1n, refused: 2 })
  })

  test('new since deployment looks at nothing older, and a restart does not deploy it again', async () => {
    await fixture.note('M1', 2)
    const deployed = { ...echo, startsAt: 'deployment' as const }
    const submit = submitOnce() as Submit
    const first = fixture.runtime({ reactions: [deployed], submit })
    await first.start()
    await first.settle()
    await first.stop()
    await fixture.note('M2', 2)
    const second = fixture.runtime({ reactions: [deployed], submit })
    await second.start()
    await second.settle()
    expect([await amounts('M1'), await amounts('M2')]).toEqual([[2], [2, 3]])
  })

  test('that looks at the matter as it stands answers the last of several events at hand only', async () => {
    await fixture.note('M1', 0, 1, 2)
    await fixture.note('M2', 2)
    const given: unknown[] = []
    const submit: Submit = async (command, cause) => {
      given.push([command, cause.position])
      return 'appended'
    }
    const look = defineReaction({
      ...echo,
      coalesces: true,
      react: ({ header }) => [{ act: 'test.note.again', commandId: `look at ${header.matter}` }],
    })
    const runtime = fixture.runtime({ reactions: [look], submit })
    await runtime.start()
    await runtime.settle()
    expect(given).toEqual([
      [{ act: 'test.note.again', commandId: 'look at M1' }, 2n],
      [{ act: 'test.note.again', commandId: 'look at M2' }, 3n],
    ])
  })

  test('may give no act that it did not declare', async () => {
    await fixture.note('M1', 2)
    const runtime = fixture.runtime({ reactions: [{ ...echo, gives: [] }], submit: submitOnce() as Submit })
    await runtime.start()
    await runtime.settle()
    expect(await amounts('M1')).toEqual([2])
    expect(await runtime.status()).toMatchObject([{ parked: 1 }])
  })
})
