import { CONTRACTS } from '@case-ledger/contracts'
import { defineProjection, insertRows, type Reader, type ReadOptions } from '@case-ledger/projections'

/** The matters in which an agency takes part 参与案件: it acted, entered the act, or is named in it. */
export const agencyMatters = defineProjection({
  name: 'agency-matters',
  version: 1,
  // A finding makes nobody a participant and must not show that it exists.
  reads: { categories: CONTRACTS.filter((c) => c.service !== 'supervision').map((c) => c.aggregate) },
  migrate: `
    create table participations (
      agency text not null,
      matter text not null,
      first_position bigint not null,
      last_position bigint not null,
      acts integer not null,
      primary key (agency, matter)
    );`,
  handle: async (events, db) => {
    const rows = new Map<string, Participation>()
    for (const { header, position } of events) {
      const { matter } = header
      if (matter === undefined) continue
      for (const agency of new Set([header.agency, ...header.audience])) {
        const key = JSON.stringify([agency, matter])
        const row = rows.get(key) ?? { agency, matter, first_position: position, last_position: position, acts: 0 }
        rows.set(key, { ...row, last_position: position, acts: row.acts + (agency === header.agency ? 1 : 0) })
      }
    }
    await insertRows(
      db,
      'participations',
      [...rows.values()],
      `on conflict (agency, matter) do update
       set last_position = excluded.last_position, acts = participations.acts + excluded.acts`,
    )
  },
})

type Participation = { agency: string; matter: string; first_position: bigint; last_position: bigint; acts: number }

export type AgencyMatter = {
  matter: string
  /** Position of the last event that concerns the agency. */
  lastPosition: bigint
  /** Acts of the agency itself. */
  acts: number
}

/** Latest first. */
export const findMattersOfAgency = async (
  reader: Reader,
  agency: string,
  options: ReadOptions & { limit?: number } = {},
): Promise<AgencyMatter[]> => {
  const rows = await reader.rows<{ matter: string; last_position: string; acts: number }>(
    agencyMatters,
    options,
    (schema) =>
      `select matter, last_position, acts from ${schema}.participations where agency = $1
       order by last_position desc, matter collate "C" limit $2`,
    [agency, options.limit ?? null],
  )
  return rows.map(({ matter, acts, last_position }) => ({ matter, acts, lastPosition: BigInt(last_position) }))
}

/** Whether the agency takes part in the matter. */
export const takesPart = async (
  reader: Reader,
  agency: string,
  matter: string,
  options: ReadOptions = {},
): Promise<boolean> => {
  const rows = await reader.rows(
    agencyMatters,
    options,
    (schema) => `select from ${schema}.participations where agency = $1 and matter = $2`,
    [agency, matter],
  )
  return rows.length > 0
}
