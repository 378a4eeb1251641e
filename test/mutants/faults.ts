import { type Mutant, mutant } from './mutant.ts'

const P = 'packages/projections/src'
const LEASE_SPEC = `${P}/lease.spec.ts`
const PAUSED = 'an owner paused in the middle of its work is replaced in time, and changes nothing when it wakes'
const L = 'packages/ledger/src'
const LEDGER = `${L}/postgres/ledger.ts`
const RESEAL_SPEC = `${L}/postgres/reseal.spec.ts`
const COMMIT = `${L}/postgres/group-commit.ts`
const COMMIT_SPEC = `${L}/postgres/group-commit.spec.ts`

/** Promises that hold when processes and servers are paused, killed, restored or full. */
export const faultMutants: readonly Mutant[] = [
  mutant(
    'a takeover does not end the epoch',
    `${P}/lease-claim.ts`,
    ['set epoch = epoch + 1 where', 'set epoch = epoch where'],
    [LEASE_SPEC, 'that changes hands ends the epoch: a batch begun before commits nothing'],
  ),
  mutant(
    'a lease is taken whoever moved meanwhile',
    `${P}/lease-claim.ts`,
    ['where leases.owner = $3 and leases.beat = $4::bigint', 'where $3::text is not null or $4::bigint is null'],
    [LEASE_SPEC, 'that changes hands ends the epoch: a batch begun before commits nothing'],
  ),
  mutant(
    'an owner that falls silent keeps its work',
    `${P}/lease.ts`,
    ['return now - stand.since >= SILENT_MS', 'return false'],
    [LEASE_SPEC, PAUSED],
  ),
  mutant(
    'a stopped process keeps its locks',
    `${P}/transaction.ts`,
    ['LONGEST_SILENCE_MS = 3_000', 'LONGEST_SILENCE_MS = 0'],
    [LEASE_SPEC, PAUSED],
  ),
  mutant(
    'a store restored under a reader goes unnoticed',
    LEDGER,
    ['if (incarnation !== life || position < after)', 'if (position < after)'],
    [RESEAL_SPEC, 'wakes a sleeping reader, who does not go on as if nothing had been'],
  ),
  mutant(
    'a shorter log in the place of the one read goes unnoticed',
    LEDGER,
    ['if (incarnation !== life || position < after)', 'if (incarnation !== life)'],
    [RESEAL_SPEC, 'is noticed even where nobody resealed it: the head is before what was read'],
  ),
  mutant(
    'a restored store is not looked through',
    `${L}/postgres/reseal.ts`,
    ['throw new LedgerError(', 'void new LedgerError('],
    [RESEAL_SPEC, 'that is not whole is refused, and keeps its incarnation'],
  ),
  mutant(
    'appends wait without bound',
    COMMIT,
    ['queuedBytes + size > MAX_QUEUED_BYTES', 'queuedBytes + size < 0'],
    [COMMIT_SPEC, 'what waits is bounded: more is refused at once, and taken again when there is room'],
  ),
  mutant(
    'a full disk is tried append by append',
    COMMIT,
    ['batch.length === 1 || isDiskFull(error)', 'batch.length === 1'],
    [COMMIT_SPEC, 'a full disk fails a whole batch at once, without trying each by itself'],
  ),
]
