import type { Position } from '@case-ledger/ledger'
import type { Reader } from '@case-ledger/projections'
import type { Prior } from '../families/suspicion.ts'
import type { MatterFile } from '../file/matter-file.ts'
import type { Finding } from '../finding.ts'
import { matterFiles } from '../projections.ts'
import type { KnownFinding } from '../screening/screening.ts'

type At = { atLeast?: Position }

export type FindingRow = {
  finding: string
  matter: string
  stream: string
  family: string
  status: Finding['status']
  state: Finding
}

/** What supervision knows, from its own read model. */
export const createQueries = (reader: Reader) => ({
  file: async (matter: string, at: At = {}): Promise<MatterFile | undefined> => {
    const rows = await reader.rows<{ state: MatterFile }>(
      matterFiles,
      at,
      (s) => `select state from "${s}".files where matter = $1`,
      [matter],
    )
    return rows[0]?.state
  },

  /** Pages by matter id, so that any number of matters fits into memory. */
  files: async (after: string, limit: number, at: At = {}): Promise<MatterFile[]> => {
    const rows = await reader.rows<{ state: MatterFile }>(
      matterFiles,
      at,
      (s) => `select state from "${s}".files where matter > $1 order by matter limit $2`,
      [after, limit],
    )
    return rows.map((r) => r.state)
  },

  knownFindings: async (matter: string, at: At = {}): Promise<KnownFinding[]> => {
    const rows = await reader.rows<FindingRow>(
      matterFiles,
      at,
      (s) => `select finding, state from "${s}".findings where matter = $1`,
      [matter],
    )
    return rows.map((r) => ({ id: r.finding, state: r.state }))
  },

  findings: async (
    wanted: { statuses?: readonly string[]; finding?: string } = {},
    at: At = {},
  ): Promise<FindingRow[]> =>
    reader.rows<FindingRow>(
      matterFiles,
      at,
      (s) => `select finding, matter, stream, family, status, state from "${s}".findings
        where ($1::text[] is null or status = any($1)) and ($2::text is null or finding = $2)
        order by matter collate "C", family, finding`,
      [wanted.statuses ?? null, wanted.finding ?? null],
    ),

  /** Earlier punishments of the given subjects, oldest first. */
  priors: async (subjects: readonly string[], at: At = {}): Promise<Record<string, Prior[]>> => {
    const rows = await reader.rows<Prior & { subject: string }>(
      matterFiles,
      at,
      (s) => `select subject, matter, event, day from "${s}".punished where subject = any($1) order by day, event`,
      [subjects],
    )
    return Object.fromEntries(
      [...Map.groupBy(rows, (r) => r.subject)].map(([subject, of]) => [
        subject,
        of.map(({ subject: _s, ...prior }) => prior),
      ]),
    )
  },
})

export type Queries = ReturnType<typeof createQueries>
