import { type Mutant, mutant } from './mutant.ts'

const L = 'packages/ledger/src'
const STREAM = `${L}/eventstore/append-stream.ts`
const STREAM_SPEC = `${L}/eventstore/append-stream.spec.ts`
const SIGNAL = `${L}/eventstore/head-signal.ts`
const SIGNAL_SPEC = `${L}/eventstore/head-signal.spec.ts`
const TURNS = `${L}/eventstore/turns.ts`
const TURNS_SPEC = `${L}/eventstore/turns.spec.ts`
const COPY = `${L}/copy.ts`
const COPY_SPEC = `${L}/copy.spec.ts`
const KNOWN = `${L}/known-at.ts`

/** Faults of the EventStoreDB adapter that need no server to be seen, and of moving a ledger. */
export const eventStoreMutants: readonly Mutant[] = [
  mutant(
    'a call that ends leaves its appends waiting',
    STREAM,
    ["call.on('end', () => breakOff(unavailable('the server ended the call')))", ''],
    [STREAM_SPEC, 'a call that ends without an error leaves nobody waiting'],
  ),
  mutant(
    'one append without an answer gives up the whole call',
    STREAM,
    ['if (answered === answeredBefore) breakOff', 'breakOff'],
    [
      STREAM_SPEC,
      'one append without an answer, beside others that get theirs, fails alone; its late answer harms nobody',
    ],
  ),
  mutant(
    'a cut subscription is not opened again',
    SIGNAL,
    ['if (stopping.signal.aborted) return\n      parts.onRestart', 'return\n      parts.onRestart'],
    [SIGNAL_SPEC, 'a subscription that is cut is opened again, and what came meanwhile is found'],
  ),
  mutant(
    'a mute subscription is kept',
    SIGNAL,
    ['listening?.abort()', ''],
    [SIGNAL_SPEC, 'one that is mute is found out by looking at the head, and opened again'],
  ),
  mutant(
    'appends to one stream overtake each other',
    TURNS,
    ['(last.get(key) ?? Promise.resolve()).then(work, work)', 'work()'],
    [TURNS_SPEC, 'the same key in order, one at a time, also after a failure; other keys do not wait'],
  ),
  mutant(
    'a copy begins anew each time',
    COPY,
    ['source.readAll(start)', 'source.readAll(-1n)'],
    [COPY_SPEC, 'interrupted, goes on behind the last event copied'],
  ),
  mutant(
    'the proof of a copy leaves out recordedAt',
    COPY,
    [
      'position, recordedAt, id, type, header, data } = read.event',
      "position, id, type, header, data } = read.event\n    const recordedAt = ''",
    ],
    [COPY_SPEC, 'a copy that does not equal its source is found out'],
  ),
  mutant(
    'known at an instant by halving where recordedAt falls',
    KNOWN,
    ['(await ledger.recordedInOrder()) ?', 'ledger ?'],
    [COPY_SPEC, 'what was known is answered as in the source, also where recordedAt falls'],
  ),
]
