import { LedgerError } from '@case-ledger/contracts'
import pg from 'pg'
import { asLedgerError } from './connection.ts'

type Found = { head: string; last: string; events: string; streams_broken: string }

const INSPECT = `
  select (select last_position from ledger.head) as head, coalesce(max(position), -1) as last, count(*) as events,
    (select count(*) from (
       select 1 from ledger.events group by stream having max(revision) <> count(*) - 1 or min(revision) <> 0) s
    ) as streams_broken
  from ledger.events`

/**
 * The last step of a restore (dump, file copy, replica that was behind): checks that the log is whole (positions dense, no
 * stream with a gap) and gives the store a new incarnation, so that nobody takes its positions for those of its former life.
 * Readers and processors notice and begin anew. Answers the incarnation and the number of events.
 * @throws LedgerError `run.database_broken` naming what does not fit.
 */
export const resealLedger = async (connectionString: string): Promise<{ incarnation: string; events: number }> => {
  const client = new pg.Client({ connectionString })
  try {
    await client.connect()
    await client.query('begin')
    await client.query('select from ledger.head for update')
    const { rows } = await client.query<Found>(INSPECT)
    const { head, last, events, streams_broken } = rows[0]!
    if (head !== last || BigInt(events) !== BigInt(last) + 1n || streams_broken !== '0')
      throw new LedgerError('run.database_broken', {
        detail: `head ${head}, last position ${last}, ${events} events, ${streams_broken} streams with gaps`,
      })
    const sealed = await client.query<{ incarnation: string }>(
      'update ledger.head set incarnation = gen_random_uuid() returning incarnation',
    )
    await client.query('commit')
    return { incarnation: sealed.rows[0]!.incarnation, events: Number(events) }
  } catch (error) {
    throw asLedgerError(error)
  } finally {
    await client.end()
  }
}
