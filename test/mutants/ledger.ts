import { type Mutant, mutant } from './mutant.ts'

const L = 'packages/ledger'
const APPEND = `${L}/migrations/0004-append-in-one-look.sql`
const SUITE = `${L}/src/postgres/ledger.spec.ts`
const RACES = `${L}/src/races/races.spec.ts`
const FUNCTION = `${L}/src/postgres/append-function.spec.ts`
const COMMIT = `${L}/src/postgres/group-commit.ts`
const COMMIT_SPEC = `${L}/src/postgres/group-commit.spec.ts`
const READ = `${L}/src/postgres/read.ts`
const MIGRATE = `${L}/src/postgres/migrate.ts`
const MIGRATE_SPEC = `${L}/src/postgres/migrate.spec.ts`
const MEMORY = `${L}/src/memory.ts`
const MEMORY_SPEC = `${L}/src/memory.spec.ts`
const RACE_TO_OPEN = 'race to open a stream: exactly one wins, all others get the actual revision'

/** Faults of the append function in SQL. */
const append: Mutant[] = [
  mutant(
    'head row not locked',
    APPEND,
    ['from ledger.head h for update;', 'from ledger.head h;'],
    [FUNCTION, 'a second session waits for the first, then goes on from its commit'],
  ),
  mutant(
    'expected revision ignored',
    APPEND,
    ['place = case expected[i] when -2 then actual else expected[i] end + 1;', 'place = actual + 1;'],
    [SUITE, 'a conflict reports the actual revision and writes nothing'],
  ),
  mutant(
    '"no stream" taken for "any"',
    APPEND,
    ['case expected[i] when -2 then actual else', 'case when expected[i] < 0 then actual else'],
    [RACES, RACE_TO_OPEN],
  ),
  mutant(
    'repeated ids taken for a conflict',
    APPEND,
    ["case known when counts[i] then 'repeated' when 0", 'case known when 0'],
    [SUITE, 'returns the first result also after later events'],
  ),
  mutant(
    'partly known ids accepted as repeated',
    APPEND,
    [
      "when counts[i] then 'repeated' when 0 then 'conflict' else 'ids_partly_known' end",
      "when 0 then 'conflict' else 'repeated' end",
    ],
    [SUITE, 'with some ids new and some known is refused as a whole'],
  ),
  mutant(
    'partly known ids taken for a conflict',
    APPEND,
    ["else 'ids_partly_known' end", "else 'conflict' end"],
    [SUITE, 'any appends, any of them at once, come to what a list of ids per stream says'],
  ),
  mutant(
    'ids compared without their order',
    APPEND,
    ['e.id = ids[next_event + e.revision - place]', 'e.id = any(ids[next_event : next_event + counts[i] - 1])'],
    [SUITE, 'at another place is no repetition: the revision decides'],
  ),
  mutant(
    'refused appends use up positions',
    APPEND,
    [
      '    reached = reached || actual;',
      "    reached = reached || actual;\n    next_position = next_position + case outcome when 'appended' then 0 else 1 end;",
    ],
    [SUITE, 'conflicts, repetitions and refusals between them leave no gap'],
  ),
  mutant(
    'earlier appends of the batch not seen',
    APPEND,
    ['if previous[i] > 0 then', 'if false then'],
    [SUITE, 'one caller after another on the same stream, all at once, each expecting the one before'],
  ),
  mutant(
    'ids accepted earlier in the batch not compared',
    APPEND,
    ['if previous[i] > 0 and cardinality(write_event) > 0 then', 'if false then'],
    [SUITE, '16 times at once: written once, one result for all'],
  ),
  mutant(
    'time may run backwards',
    APPEND,
    ['greatest(now_recorded, coalesce(set_clock, clock_timestamp()))', 'coalesce(set_clock, clock_timestamp())'],
    [FUNCTION, 'never gives a time before the last one, whatever the clock does'],
  ),
  mutant(
    'anyone may bring the time',
    APPEND,
    ['if set_clock is not null and not settable then', 'if false then'],
    [MIGRATE_SPEC, 'a clock can only be set in an empty store made for it'],
  ),
  mutant(
    'acknowledged before the disk has it',
    APPEND,
    ["if current_setting('synchronous_commit') = 'off' then", 'if false then'],
    [FUNCTION, 'commits to disk even where the database defaults to not waiting for it'],
  ),
  mutant(
    'append inside a longer transaction',
    APPEND,
    ['if pg_current_xact_id_if_assigned() is not null then', 'if false then'],
    [FUNCTION, 'refuses to run inside a longer transaction that has written'],
  ),
]

/** Faults around it: checks, commit, reading, schema. */
const around: Mutant[] = [
  {
    name: 'checked after queueing',
    patches: [
      { file: `${L}/src/postgres/ledger.ts`, find: 'const size = checkAppend(append)', replace: 'const size = 500' },
      {
        file: `${L}/src/postgres/ledger.ts`,
        find: 'const send: SendBatch = (batch) => sendBatch(',
        replace: 'const send: SendBatch = async (batch) => batch.forEach(checkAppend) ?? sendBatch(',
      },
    ],
    spec: SUITE,
    test: 'bad JSON is refused with input.not_json, and its neighbours are stored',
  },
  mutant(
    'conflict without the actual revision',
    `${L}/src/postgres/send-batch.ts`,
    ["actual: actual === -1 ? 'no_stream' : actual", "actual: 'no_stream'"],
    [RACES, RACE_TO_OPEN],
  ),
  mutant(
    'size not limited',
    `${L}/src/check-append.ts`,
    ['if (bytesOf(event) > MAX_EVENT_BYTES)', 'if (bytesOf(event) < 0)'],
    [MEMORY_SPEC, 'one byte too many is refused with input.too_large, and its neighbours are stored'],
  ),
  mutant(
    'bytes not compared with their canonical form',
    `${L}/src/canonical.ts`,
    ['Buffer.compare(canonical, bytes) !== 0', 'false'],
    [MEMORY_SPEC, 'a key twice is refused with input.malformed, and its neighbours are stored'],
  ),
  mutant(
    'the quick look takes any text for canonical',
    `${L}/src/canonical-text.ts`,
    ['isInOrder(value) && JSON.stringify(value) === text', 'isInOrder(value)'],
    [MEMORY_SPEC, 'a key twice is refused with input.malformed, and its neighbours are stored'],
  ),
  mutant(
    'the quick look does not look for NUL',
    `${L}/src/canonical-text.ts`,
    ["!text.includes('\\\\u') && ", ''],
    [MEMORY_SPEC, 'NUL is refused with input.unsafe_text, and its neighbours are stored'],
  ),
  mutant(
    'NUL let through',
    `${L}/src/plain-json.ts`,
    ["if (text.includes('\\0'))", 'if (false)'],
    [MEMORY_SPEC, 'NUL is refused with input.unsafe_text, and its neighbours are stored'],
  ),
  mutant(
    'text not normalised',
    `${L}/src/plain-json.ts`,
    ["return text.normalize('NFC')", 'return text'],
    [`${L}/src/canonical.spec.ts`, 'write text in NFC, keys too'],
  ),
  mutant(
    'all events of a command get one id',
    `${L}/src/ids.ts`,
    ['uuidOf(commandId, ordinal)', 'uuidOf(commandId, 0)'],
    [`${L}/src/ids.spec.ts`, 'an event id is the UUIDv8 of SHA-256 over ["<commandId>",ordinal]'],
  ),
  mutant(
    'one refused append fails its whole batch',
    COMMIT,
    [
      'else for (const one of batch) await commit([one], attempt, since)',
      'else for (const one of batch) one.reject(asLedgerError(error))',
    ],
    [COMMIT_SPEC, 'when the server refuses a batch, each goes alone and only the one at fault fails'],
  ),
  mutant(
    'batch not bounded',
    COMMIT,
    ['bytes > MAX_BATCH_BYTES && count > 0', 'false'],
    [COMMIT_SPEC, 'bounds a batch by count and by bytes'],
  ),
  mutant(
    'no second try after a lost connection',
    COMMIT,
    ['? pauses[attempt] : undefined', '? pauses[attempt + 9] : undefined'],
    [FUNCTION, 'connections cut while appends are under way: each is stored once, and answered so'],
  ),
  mutant(
    '"any" sent twice after a lost connection',
    COMMIT,
    ["(isUnknown && one.append.expected === 'any')", 'false'],
    [COMMIT_SPEC, 'an append that expects "any" is never sent twice: nothing would keep it from being stored twice'],
  ),
  mutant(
    'events skipped between pages',
    READ,
    ['upTo: events.length < limit ? head : events.at(-1)!.position', 'upTo: head'],
    [SUITE, 'a filter finds few among many, over many pages'],
  ),
  mutant(
    'events skipped between unfiltered pages',
    READ,
    ["(PAGE, [after, upTo], 'read-page')", "(PAGE, [after, upTo - 1n], 'read-page')"],
    [SUITE, 'everything from a position comes once, in order, up to the head'],
  ),
  mutant(
    "the event at the reader's position given again",
    READ,
    ['where position > $1 and position <= $2 order', 'where position >= $1 and position <= $2 order'],
    [SUITE, 'everything from a position comes once, in order, up to the head'],
  ),
  mutant(
    'a type wanted twice comes twice',
    READ,
    ['=> [...new Set(values)]', '=> [...values]'],
    [SUITE, 'a filter passes its categories and types, in order, and says how far it looked'],
  ),
  mutant(
    'filtered readers not told how far was looked',
    READ,
    ['if (upTo === head && events.at(-1)?.position !== head)', 'if (limit < 0)'],
    [SUITE, 'a filtered reader is told how far it looked, live too'],
  ),
  mutant(
    'a live reader begins again at its start',
    `${L}/src/follow.ts`,
    ['        position = positionOf(read)\n', ''],
    [SUITE, 'catches up, then goes on live: every event once, in order'],
  ),
  mutant(
    'an outage ends a live reader',
    `${L}/src/follow.ts`,
    ['if (!isOutage(error)) throw error', 'throw error'],
    [`${L}/src/follow.spec.ts`, 'an outage makes a reader wait and go on where it was'],
  ),
  mutant(
    "other processes' appends not looked for",
    `${L}/src/postgres/poll-head.ts`,
    ['stopped) timer ??= setTimeout(look, pause)', 'stopped) timer ??= setTimeout(() => {}, pause)'],
    [`${L}/src/postgres/other-writers.spec.ts`, 'wakes its sleeping reader for what another program appends'],
  ),
  mutant(
    'two programs migrate at once',
    MIGRATE,
    ["'select pg_advisory_lock(hashtextextended($1, 0))'", "'select $1::text'"],
    [MIGRATE_SPEC, 'is brought forward once, also by several programs at once'],
  ),
  mutant(
    'an older schema accepted',
    MIGRATE,
    ['if (found < required)', 'if (found < 0)'],
    [MIGRATE_SPEC, 'older than the program is refused'],
  ),
  mutant(
    'memory: expected revision ignored',
    MEMORY,
    ["expected === 'any' ?", 'expected ?'],
    [MEMORY_SPEC, '32 at once to open one stream: exactly one wins, the others get the actual revision'],
  ),
  mutant(
    'memory: partly known ids accepted',
    MEMORY,
    ['if (known > 0) return', 'if (known < 0) return'],
    [MEMORY_SPEC, 'any appends, any of them at once, come to what a list of ids per stream says'],
  ),
]

export const ledgerMutants: readonly Mutant[] = [...append, ...around]
