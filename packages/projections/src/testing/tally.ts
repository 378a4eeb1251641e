import { defineProjection, insertRows, type Projection } from '../index.ts'

export type Noted = { type: 'Noted'; data: { amount: number } }

/** For tests: counts that show every event left out or taken twice. `poison` may throw for an event. */
export const tallyProjection = (poison: (amount: number) => void = () => undefined): Projection =>
  defineProjection<Noted>({
    name: 'tally',
    version: 1,
    reads: { types: ['Noted'] },
    migrate: `
      create table tally (matter text primary key, n integer not null, total integer not null);
      create table seen (position bigint primary key, recorded_at timestamptz not null, id text not null);`,
    handle: async (events, db) => {
      for (const event of events) poison(event.data.amount)
      await insertRows(
        db,
        'seen',
        events.map(({ position, recordedAt, header }) => ({ position, recorded_at: recordedAt, id: header.id })),
      )
      const sums = [...Map.groupBy(events, (event) => event.header.matter)].map(([matter, some]) => ({
        matter,
        n: some.length,
        total: some.reduce((sum, event) => sum + event.data.amount, 0),
      }))
      await insertRows(
        db,
        'tally',
        sums,
        'on conflict (matter) do update set n = tally.n + excluded.n, total = tally.total + excluded.total',
      )
    },
  })
