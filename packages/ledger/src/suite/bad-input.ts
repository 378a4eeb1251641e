import type { ErrorCode } from '@case-ledger/contracts'
import { expect, test } from 'vitest'
import { MAX_APPEND_BYTES, MAX_EVENT_BYTES } from '../check-append.ts'
import type { Append, EventToAppend, Ledger } from '../port.ts'
import { appendOf, freshStream, sampleEvent, sampleEvents, taken } from './sample.ts'

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8')
const withData = (data: Uint8Array): EventToAppend => ({ ...sampleEvent(), data })
/** A JSON string of that many bytes in all. */
const sized = (bytes: number): Uint8Array => utf8(`"${'x'.repeat(bytes - 2)}"`)
const full = (bytes: number): EventToAppend => {
  const event = sampleEvent()
  return { ...event, data: sized(bytes - event.header.byteLength) }
}
const repeated = sampleEvent()

const BAD: readonly [what: string, code: ErrorCode, append: Append][] = [
  ['NUL', 'input.unsafe_text', appendOf(freshStream(), 'no_stream', withData(utf8('{"a":"\\u0000"}')))],
  ['a lone surrogate', 'input.unsafe_text', appendOf(freshStream(), 'no_stream', withData(utf8('"\\ud800"')))],
  ['a fraction', 'input.unsafe_text', appendOf(freshStream(), 'no_stream', withData(utf8('{"a":1.5}')))],
  ['2^53', 'input.unsafe_text', appendOf(freshStream(), 'no_stream', withData(utf8('9007199254740992')))],
  ['a raw NUL byte', 'input.not_json', appendOf(freshStream(), 'no_stream', withData(utf8('"\0"')))],
  ['bad JSON', 'input.not_json', appendOf(freshStream(), 'no_stream', withData(utf8('{"a":')))],
  ['no bytes', 'input.not_json', appendOf(freshStream(), 'no_stream', withData(new Uint8Array()))],
  ['bad UTF-8', 'input.not_json', appendOf(freshStream(), 'no_stream', withData(Buffer.from([0x22, 0xff, 0x22])))],
  ['spaces', 'input.malformed', appendOf(freshStream(), 'no_stream', withData(utf8('{"a": 1}')))],
  ['keys out of order', 'input.malformed', appendOf(freshStream(), 'no_stream', withData(utf8('{"b":1,"a":1}')))],
  ['a key twice', 'input.malformed', appendOf(freshStream(), 'no_stream', withData(utf8('{"a":1,"a":1}')))],
  ['a byte order mark', 'input.not_json', appendOf(freshStream(), 'no_stream', withData(utf8('\ufeff{}')))],
  ['text not in NFC', 'input.malformed', appendOf(freshStream(), 'no_stream', withData(utf8('"e\u0301"')))],
  ['a bad header', 'input.not_json', appendOf(freshStream(), 'no_stream', { ...sampleEvent(), header: utf8('?') })],
  ['one byte too many', 'input.too_large', appendOf(freshStream(), 'no_stream', full(MAX_EVENT_BYTES + 1))],
  ['too many events', 'input.too_large', appendOf(freshStream(), 'no_stream', ...sampleEvents(1_001))],
  [
    'too many bytes in all',
    'input.too_large',
    appendOf(
      freshStream(),
      'no_stream',
      ...Array.from({ length: MAX_APPEND_BYTES / MAX_EVENT_BYTES + 1 }, () => full(MAX_EVENT_BYTES)),
    ),
  ],
  ['no event', 'input.malformed', appendOf(freshStream(), 'no_stream')],
  ['an id twice', 'input.malformed', appendOf(freshStream(), 'no_stream', repeated, repeated)],
  ['an id that is no UUID', 'input.malformed', appendOf(freshStream(), 'no_stream', { ...sampleEvent(), id: 'x' })],
  ['no type', 'input.malformed', appendOf(freshStream(), 'no_stream', { ...sampleEvent(), type: '' })],
  ['a system stream', 'input.malformed', appendOf(`$${freshStream()}`, 'no_stream', sampleEvent())],
  ['a stream without category', 'input.malformed', appendOf(freshStream().slice(4), 'no_stream', sampleEvent())],
  ['a name in a stream', 'input.malformed', appendOf('case-张三', 'no_stream', sampleEvent())],
  ['revision -1', 'input.malformed', appendOf(freshStream(), -1, sampleEvent())],
  ['half a revision', 'input.malformed', appendOf(freshStream(), 0.5, sampleEvent())],
]

export const badInputTests = (ledger: () => Ledger): void => {
  test.each(BAD)('%s is refused with %s, and its neighbours are stored', async (_, code, bad) => {
    const offend = () =>
      ledger()
        .append(bad)
        .then(taken, (error: unknown) => error)
    const neighbours = sampleEvents(6).map((event) => appendOf(freshStream(), 'no_stream', event))
    const results = await Promise.all(neighbours.flatMap((good) => [ledger().append(good).then(taken), offend()]))
    for (const [i, result] of results.entries())
      expect(result).toMatchObject(i % 2 === 0 ? { firstRevision: 0, repeated: false } : { name: 'LedgerError', code })
    for (const { stream, events } of neighbours)
      expect((await ledger().read(stream)).map((e) => e.id)).toEqual(events.map((e) => e.id))
  })

  test('an event of exactly the largest size is stored whole', async () => {
    const stream = freshStream()
    const event = full(MAX_EVENT_BYTES)
    await ledger().append(appendOf(stream, 'no_stream', event))
    const [stored] = await ledger().read(stream)
    expect(Buffer.compare(stored!.data, event.data)).toBe(0)
  })
}
