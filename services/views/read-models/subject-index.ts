import { CONTRACTS, isMatchableAcrossMatters, subjectId } from '@case-ledger/contracts'
import { defineProjection, insertRows, type Reader, type ReadOptions } from '@case-ledger/projections'

/** In which matters a subject appears, where its id matches across matters (D13); ids made from a name alone stay out. */
export const subjectIndex = defineProjection({
  name: 'subject-index',
  version: 1,
  // What the machine suspects is not an appearance.
  reads: { categories: CONTRACTS.filter((c) => c.service !== 'supervision').map((c) => c.aggregate) },
  migrate: `
    create table appearances (
      subject text not null,
      matter text not null,
      stream text not null,
      -- Of the first event that names it.
      position bigint not null,
      primary key (subject, stream)
    );`,
  handle: async (events, db) => {
    const rows = events.flatMap(({ stream, position, header, data }) =>
      header.matter === undefined
        ? []
        : [...subjectsIn(data)].map((subject) => ({ subject, matter: header.matter, stream, position })),
    )
    await insertRows(db, 'appearances', rows, 'on conflict do nothing')
  },
})

/** Every matchable id in a field called `subject`, however deep. */
const subjectsIn = (value: unknown, found = new Set<string>()): Set<string> => {
  if (typeof value !== 'object' || value === null) return found
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'subject' && subjectId.safeParse(inner).success && isMatchableAcrossMatters(inner)) found.add(inner)
    else subjectsIn(inner, found)
  }
  return found
}

/** Matters in which the subject appears, in the order in which it first did. */
export const findMattersOfSubject = async (
  reader: Reader,
  subject: string,
  options: ReadOptions = {},
): Promise<string[]> => {
  const rows = await reader.rows<{ matter: string }>(
    subjectIndex,
    options,
    (schema) => `select matter from ${schema}.appearances where subject = $1 group by matter order by min(position)`,
    [subject],
  )
  return rows.map((row) => row.matter)
}
