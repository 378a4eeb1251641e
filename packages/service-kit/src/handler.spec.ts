import type { LedgerError } from '@case-ledger/contracts'
import type { Ledger } from '@case-ledger/ledger'
import { describe, expect, test } from 'vitest'
import { memoryKit, TEST_NOW, testAct, testPrincipal } from './testing/memory-kit.ts'
import { sampleTransfer } from './testing/sample-transfer.ts'

const open = (more: Parameters<typeof testAct>[2] = {}, data = {}) =>
  testAct('referral.transfer.report', { kind: 'crime', ...data }, more)
const dispatch = (more: Parameters<typeof testAct>[2] = {}, data = {}) =>
  testAct('referral.transfer.dispatch', { kind: 'crime', to: 'sz-police', copyTo: 'sz-procuratorate', ...data }, more)
const paper = { kind: 'paper_file', source: '卷宗' } as const
const failure = (promise: Promise<unknown>): Promise<LedgerError> =>
  promise.then(
    () => {
      throw new Error('should have been refused')
    },
    (error: LedgerError) => error,
  )
const kit = (overrides = {}) => memoryKit([sampleTransfer], overrides)
const eventsOf = async ({ ledger, codec }: ReturnType<typeof kit>, stream: string) =>
  Promise.all((await ledger.read(stream)).map((stored) => codec.decode(stored)))

describe('recording an act', () => {
  test('opens a stream, and later acts of the matter find it', async () => {
    const { handler } = kit()
    const opened = await handler.submit(open())
    expect(opened).toMatchObject({ outcome: 'recorded', revision: 0, position: '0', irregularities: [] })
    const sent = await handler.submit(dispatch())
    expect(sent).toMatchObject({ outcome: 'recorded', stream: opened.stream, revision: 1, position: '1' })
  })
  test('says in the header who acted, who entered it, when, and who takes part', async () => {
    const k = kit()
    await k.handler.submit(open())
    const { stream } = await k.handler.submit(dispatch({ at: '2026-02', officers: ['甲', '乙'] }))
    expect((await eventsOf(k, stream))[1]).toMatchObject({
      type: 'TransferDispatched',
      recordedAt: TEST_NOW,
      header: {
        matter: 'M1',
        agency: 'sz-market-regulator',
        actor: { kind: 'user', id: 'officer-1' },
        officers: ['甲', '乙'],
        mode: 'perform',
        occurredAt: { value: '2026-02', precision: 'month' },
        basis: { rulebookDigest: 'test-rules' },
        classification: 'M0',
        audience: ['sz-market-regulator', 'sz-police', 'sz-procuratorate'],
      },
    })
  })
  test('gives a party its subject, the same in one matter and another one elsewhere', async () => {
    const k = kit()
    const subjects = []
    for (const matter of ['M1', 'M1', 'M2']) {
      const { stream } = await k.handler.submit(open({ matter }, { suspects: [{ kind: 'person', name: '王五' }] }))
      const [event] = await eventsOf(k, stream)
      subjects.push(event && (event.data as { suspects: { subject: string }[] }).suspects[0]?.subject)
    }
    expect(subjects[0]).toMatch(/^m-/)
    expect(subjects[1]).toBe(subjects[0])
    expect(subjects[2]).not.toBe(subjects[0])
  })
})

describe('a command happens once', () => {
  test('given again after the aggregate moved on, it returns its first result', async () => {
    const k = kit()
    const first = open()
    const receipt = await k.handler.submit(first)
    await k.handler.submit(dispatch())
    expect(await k.handler.submit(first)).toEqual({ ...receipt, outcome: 'known' })
    expect(await k.ledger.head()).toBe(1n)
  })
  test('with other content it is refused', async () => {
    const { handler } = kit()
    await handler.submit(open({ commandId: 'c1' }))
    expect(await failure(handler.submit(open({ commandId: 'c1' }, { kind: 'lead' })))).toMatchObject({
      code: 'ledger.idempotency_mismatch',
    })
  })
  test('ten at the same moment are one', async () => {
    const k = kit()
    const act = open()
    const receipts = await Promise.all(Array.from({ length: 10 }, () => k.handler.submit(act)))
    expect(new Set(receipts.map((r) => r.stream)).size).toBe(1)
    expect(receipts.filter((r) => r.outcome === 'recorded')).toHaveLength(1)
    expect(await k.ledger.head()).toBe(0n)
  })
  test('ten at the same moment that name the revision they saw are one, too', async () => {
    const k = kit()
    await k.handler.submit(open())
    const act = dispatch({ expectedRevision: 0 })
    const receipts = await Promise.all(Array.from({ length: 10 }, () => k.handler.submit(act)))
    expect(receipts.filter((r) => r.outcome === 'recorded')).toHaveLength(1)
    expect(await k.ledger.head()).toBe(1n)
  })
  test('also when there was nothing to record', async () => {
    const { handler } = kit()
    await handler.submit(open())
    const nothing = testAct('referral.transfer.decide', { approved: true })
    const first = await handler.submit(nothing)
    expect(first).toMatchObject({ outcome: 'unchanged', revision: 0, position: '0', eventIds: [] })
    await handler.submit(dispatch())
    expect(await handler.submit(nothing)).toEqual(first)
    expect(await failure(handler.submit({ ...nothing, data: { approved: false } }))).toMatchObject({
      code: 'ledger.idempotency_mismatch',
    })
  })
  test('given again when a second aggregate has made its target ambiguous, it is still known', async () => {
    const { handler } = kit()
    await handler.submit(open())
    const first = dispatch()
    const receipt = await handler.submit(first)
    await handler.submit(open())
    expect(await handler.submit(first)).toEqual({ ...receipt, outcome: 'known' })
    expect(await failure(handler.submit(dispatch()))).toMatchObject({ code: 'target.ambiguous', field: 'on' })
  })
})

describe('the two modes', () => {
  test('perform is refused where a report is kept with its irregularity', async () => {
    const k = kit()
    await k.handler.submit(open())
    const act = dispatch({}, { copyTo: undefined })
    expect(await failure(k.handler.submit(act))).toMatchObject({
      code: 'transfer.no_copy',
      rule: 'D310-06',
      field: 'copyTo',
    })
    const kept = await k.handler.submit({ ...act, mode: 'report', provenance: paper })
    const irregularity = { code: 'transfer.no_copy', held: 'no', rule: 'D310-06', field: 'copyTo' }
    expect(kept).toMatchObject({ outcome: 'recorded', irregularities: [irregularity] })
    expect((await eventsOf(k, kept.stream))[1]?.header.irregularities).toEqual([irregularity])
  })
  test('what is impossible is refused in both', async () => {
    const { handler } = kit()
    await handler.submit(open())
    await handler.submit(dispatch())
    const again = dispatch({ mode: 'report', provenance: paper })
    expect(await failure(handler.submit(again))).toMatchObject({ code: 'transfer.already_dispatched' })
  })
})

describe('what is not well formed', () => {
  test('is refused with every field that is wrong', async () => {
    const { handler } = kit()
    const act = open({ at: 'yesterday', matter: undefined as never }, { kind: 'gift', colour: 'red' })
    const error = await failure(handler.submit(act))
    expect(error.code).toBe('input.malformed')
    expect(error.problems.map((p) => p.field).sort()).toEqual(['at', 'data.colour', 'data.kind', 'matter'])
  })
  test.each([
    [{ at: 'unknown' }, 'input.missing_date', 'at'],
    [{ mode: 'report' as const }, 'input.provenance_required', 'provenance'],
    [{ at: '2026-03', precision: 'day' as const }, 'input.malformed', 'precision'],
    [{ at: '2026-02-30' }, 'input.malformed', 'at'],
    [{ at: '2026-03-03' }, 'input.malformed', 'at'],
    [{ at: '2026-04' }, 'input.malformed', 'at'],
    [{ act: 'referral.transfer.forget' }, 'input.unknown_act', 'act'],
    [{ act: 'referral.transfer.constructor' }, 'input.unknown_act', 'act'],
    [{ act: 'nobody.transfer.report' }, 'input.unknown_act', 'act'],
  ])('%j → %s', async (more, code, field) => {
    expect(await failure(kit().handler.submit(open(more)))).toMatchObject({ code, field })
  })
  test('a month that has begun may be named', async () => {
    expect(await kit().handler.submit(open({ at: '2026-03' }))).toMatchObject({ outcome: 'recorded' })
  })
  test('an unknown date is fine in a report', async () => {
    const k = kit()
    const { stream } = await k.handler.submit(open({ at: 'unknown', mode: 'report', provenance: paper }))
    expect((await eventsOf(k, stream))[0]?.header.occurredAt).toBe('unknown')
  })
  test('unsafe text is named', async () => {
    const act = open({}, { team: ['a\u0000b'] })
    expect(await failure(kit().handler.submit(act))).toMatchObject({
      code: 'input.unsafe_text',
      field: '$.data.team[0]',
    })
  })
})

describe('finding the target', () => {
  test('by name within the matter', async () => {
    const { handler } = kit()
    const a = await handler.submit(open({ on: 'a' }))
    await handler.submit(open({ on: 'b' }))
    expect(await handler.submit(dispatch({ on: 'a' }))).toMatchObject({ stream: a.stream })
    expect(await failure(handler.submit(dispatch()))).toMatchObject({ code: 'target.ambiguous', detail: 'a, b' })
    expect(await failure(handler.submit(dispatch({ on: 'c' })))).toMatchObject({ code: 'target.unknown_aggregate' })
  })
  test('none in this matter', async () => {
    const { handler } = kit()
    await handler.submit(open())
    expect(await failure(handler.submit(dispatch({ matter: 'M2' })))).toMatchObject({
      code: 'target.unknown_aggregate',
    })
  })
  test('directly, which must exist and be of that kind', async () => {
    const { handler } = kit()
    const { stream } = await handler.submit(open())
    const { matter: _, ...addressed } = dispatch({ stream })
    expect(await handler.submit(addressed)).toMatchObject({ stream, revision: 1 })
    for (const other of [stream.replace('transfer-', 'case-'), 'transfer-00000000-0000-8000-8000-000000000000'])
      expect(await failure(handler.submit(dispatch({ stream: other })))).toMatchObject({ code: 'target.not_found' })
  })
  test('its own append at once, though the lookup has not seen it yet', async () => {
    const { handler } = kit({ targets: { find: async () => [] } })
    const { stream } = await handler.submit(open())
    expect(await handler.submit(dispatch())).toMatchObject({ stream })
  })
})

describe('who may', () => {
  test('an act of another agency cannot be performed', async () => {
    const act = open({ agency: 'gz-market-regulator' })
    expect(await failure(kit().handler.submit(act))).toMatchObject({ code: 'auth.forbidden' })
  })
  test('the addressee takes part from the dispatch on', async () => {
    const { handler } = kit()
    const police = testPrincipal({ agency: 'sz-police', agencyKind: 'police' })
    const receive = () => testAct('referral.transfer.receive', { by: 'sz-police' }, { principal: police })
    await handler.submit(open())
    expect(await failure(handler.submit(receive()))).toMatchObject({ code: 'auth.forbidden' })
    await handler.submit(dispatch())
    expect(await handler.submit(receive())).toMatchObject({ outcome: 'recorded', revision: 2 })
  })
})

describe('when others write at the same time', () => {
  /** A ledger into whose stream somebody else writes just before each of the next `times` appends. */
  const busy = (ledger: Ledger, times: number, meanwhile: () => Promise<unknown>): Ledger => ({
    ...ledger,
    append: async (append) => {
      if (append.expected !== 'no_stream' && times > 0) {
        times -= 1
        await meanwhile()
      }
      return ledger.append(append)
    },
  })
  const contended = async (times: number) => {
    const quiet = kit()
    const opened = await quiet.handler.submit(open())
    const feedback = () => testAct('referral.transfer.giveFeedback', { by: 'sz-market-regulator', result: 'other' })
    const ledger = busy(quiet.ledger, times, () => quiet.handler.submit(feedback()))
    return { handler: kit({ ledger, codec: quiet.codec }).handler, opened }
  }
  test('it decides again, up to five times', async () => {
    const { handler } = await contended(4)
    expect(await handler.submit(dispatch())).toMatchObject({ outcome: 'recorded', revision: 5 })
  })
  test('then it gives up with the actual revision', async () => {
    const { handler } = await contended(99)
    expect(await failure(handler.submit(dispatch()))).toMatchObject({ code: 'ledger.conflict', values: { actual: 5 } })
  })
  test('a caller who named a revision is told at once', async () => {
    const { handler } = await contended(1)
    expect(await failure(handler.submit(dispatch({ expectedRevision: 0 })))).toMatchObject({
      code: 'ledger.conflict',
      values: { actual: 1 },
    })
    expect(await failure(handler.submit(dispatch({ expectedRevision: 0 })))).toMatchObject({ values: { actual: 1 } })
    const sent = dispatch({ expectedRevision: 1 })
    await handler.submit(sent)
    expect(await handler.submit(sent)).toMatchObject({ outcome: 'known' })
  })
})
