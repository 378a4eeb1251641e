import { createPostgresLedger, migrateLedger } from '@case-ledger/ledger'
import pg from 'pg'
import type { Contestant } from './contestant.ts'
import { OURS, throughPort } from './contestants/ours.ts'
import type { Goal } from './goals.ts'
import { runValue } from './scenario.ts'

export const LARGE = `${OURS}, long log`
const SLICE = 500_000
/** Reading is measured on so many of the latest events. */
const READ_BACK = 100_000n

/** Events as the appends make them, written by SQL straight into the table. */
const FILL = `
  insert into ledger.events (position, stream, revision, recorded_at, id, type, header, data)
  select n, 'case-' || md5(n::text), 0, now(), gen_random_uuid(),
    (array['CaseFiled', 'FactsFound', 'PenaltyImposed', 'TransferReported', 'TransferDispatched'])[1 + n % 5],
    convert_to(rpad('{"matter":"M' || n, 338, 'x') || '"}', 'UTF8'), convert_to(rpad('{"n":"' || n, 180, 'x') || '"}', 'UTF8')
  from generate_series($1::bigint, $2::bigint) n`

/** Our ledger once more, with so many events in it beforehand. */
export const enterLarge = async (
  connectionString: string,
  events: number,
  onSlice: (done: number) => void,
): Promise<Contestant> => {
  await migrateLedger(connectionString)
  const client = new pg.Client({ connectionString })
  await client.connect()
  for (let from = 0; from < events; from += SLICE) {
    await client.query(FILL, [from, Math.min(from + SLICE, events) - 1])
    onSlice(Math.min(from + SLICE, events))
  }
  await client.query('update ledger.head set last_position = $1, last_recorded_at = now()', [events - 1])
  await client.query('vacuum analyze ledger.events')
  await client.query('checkpoint')
  await client.end()
  const ledger = await createPostgresLedger({ connectionString })
  return throughPort(LARGE, ledger, READ_BACK)
}

/** The same figures as with a short log. */
export const largeGoals = (scenarios: readonly string[]): Goal[] =>
  scenarios.map((scenario) => ({
    ...{ what: `${scenario}: long log to short`, goal: 0.9, unit: '×' },
    value: (figures) => {
      const [long, short] = [figures(scenario, LARGE), figures(scenario)]
      if (!long || !short) return undefined
      const ratios = long.runs.map((run, i) => runValue(long, run) / runValue(short, short.runs[i]!))
      return ratios.toSorted((a, b) => a - b)[ratios.length >> 1]
    },
  }))
