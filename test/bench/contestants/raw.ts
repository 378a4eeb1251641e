import { migrateLedger } from '@case-ledger/ledger'
import pg from 'pg'
import type { Entrant } from '../contestant.ts'

export const RAW = 'raw insert'

/** The ledger's own table and indexes without any promise: no expected revision, no order of commit, positions may have gaps. */
const TABLE = `
  create table raw_events (like ledger.events including all);
  create sequence raw_position;
  alter table raw_events alter column position set default nextval('raw_position')`

const ONE = `insert into raw_events (stream, revision, recorded_at, id, type, header, data)
  values ($1, $2, now(), $3, $4, $5, $6)`

const MANY = `insert into raw_events (stream, revision, recorded_at, id, type, header, data)
  select $1, $2::integer + e.i - 1, now(), e.id, e.type, convert_to(e.header, 'UTF8'), convert_to(e.data, 'UTF8')
  from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) with ordinality e(id, type, header, data, i)`

const PAGE = 'select * from raw_events where position > $1 order by position limit 1000'

/** What the database gives at most: single rows and batches as plain statements. */
export const raw: Entrant = {
  name: RAW,
  async enter(connectionString) {
    await migrateLedger(connectionString)
    const pool = new pg.Pool({ connectionString, max: 10 })
    await pool.query(TABLE)
    return {
      name: RAW,
      async append(stream, events, expected) {
        const [first] = events
        const place = [stream, expected + 1]
        if (events.length === 1 && first)
          await pool.query(ONE, [
            ...place,
            ...[first.id, first.type],
            ...[Buffer.from(JSON.stringify(first.header)), Buffer.from(JSON.stringify(first.data))],
          ])
        else
          await pool.query(MANY, [
            ...place,
            ...[events.map((e) => e.id), events.map((e) => e.type)],
            ...[events.map((e) => JSON.stringify(e.header)), events.map((e) => JSON.stringify(e.data))],
          ])
        return 'appended'
      },
      async readAll() {
        let count = 0
        for (let position = '-1'; ; ) {
          const { rows } = await pool.query<{ position: string }>(PAGE, [position])
          count += rows.length
          if (rows.length < 1000) return count
          position = rows.at(-1)!.position
        }
      },
      close: () => pool.end(),
    }
  },
}
