import {
  type EventOf,
  type findingContract,
  isMatchableAcrossMatters,
  lastDay,
  type Stored,
} from '@case-ledger/contracts'
import { type Db, insertRows, type Projection } from '@case-ledger/projections'
import { FILE_EVENT_TYPES, fold } from './file/fold.ts'
import { dateOf, emptyFile, type MatterFile, standingPenalties } from './file/matter-file.ts'
import { type Finding, finding } from './finding.ts'

export const FINDING_EVENT_TYPES = [
  'FindingRaised',
  'FindingRevised',
  'FindingCleared',
  'FindingReopened',
  'FindingClosed',
  'FindingSuperseded',
] as const

/**
 * 案件链卷宗、线索: per matter the folded file and its findings, and the punishments of subjects that can be matched across
 * matters. Codes and references only; no personal value is kept.
 */
export const matterFiles: Projection = {
  name: 'matter-files',
  version: 1,
  reads: { types: [...FILE_EVENT_TYPES, ...FINDING_EVENT_TYPES] },
  migrate: `
    create table files (matter text primary key, state jsonb not null);
    create table findings (
      finding text primary key, matter text not null, stream text not null, family text not null, status text not null,
      state jsonb not null, position bigint not null
    );
    create index on findings (matter);
    create table punished (
      subject text not null, matter text not null, event text not null, day text not null,
      primary key (subject, matter, event)
    );`,
  handle: async (events, db) => {
    const inMatters = events.filter((e) => e.header.matter !== undefined)
    const [ofFindings, ofFiles] = [inMatters.filter(isFindingEvent), inMatters.filter((e) => !isFindingEvent(e))]
    await foldFiles(ofFiles, db)
    await foldFindings(ofFindings, db)
  },
}

type FindingEvent = Stored<EventOf<typeof findingContract>>
const isFindingEvent = (event: Stored): boolean => (FINDING_EVENT_TYPES as readonly string[]).includes(event.type)

const foldFiles = async (events: readonly Stored[], db: Db): Promise<void> => {
  if (events.length === 0) return
  const byMatter = Map.groupBy(events, (e) => e.header.matter ?? '')
  const { rows } = await db.query<{ state: MatterFile }>('select state from files where matter = any($1)', [
    [...byMatter.keys()],
  ])
  const known = new Map(rows.map((r) => [r.state.matter, r.state]))
  const files = [...byMatter].map(([matter, of]) => of.reduce(fold, known.get(matter) ?? emptyFile(matter)))
  await insertRows(
    db,
    'files',
    files.map((state) => ({ matter: state.matter, state })),
    'on conflict (matter) do update set state = excluded.state',
  )
  await db.query('delete from punished where matter = any($1)', [[...byMatter.keys()]])
  await insertRows(db, 'punished', files.flatMap(punishmentsOf))
}

const punishmentsOf = (file: MatterFile) =>
  standingPenalties(file).flatMap((p) => {
    const day = dateOf(p)
    if (p.subject === undefined || day === undefined || !isMatchableAcrossMatters(p.subject)) return []
    return [{ subject: p.subject, matter: file.matter, event: p.event, day: lastDay(day) }]
  })

const foldFindings = async (events: readonly Stored[], db: Db): Promise<void> => {
  if (events.length === 0) return
  const byStream = Map.groupBy(events, (e) => e.stream)
  const { rows } = await db.query<{ stream: string; state: Finding }>(
    'select stream, state from findings where stream = any($1)',
    [[...byStream.keys()]],
  )
  const known = new Map(rows.map((r) => [r.stream, r.state]))
  const findings = [...byStream].map(([stream, of]) => {
    const state = of.reduce((s, e) => finding.evolve(s, e as FindingEvent), known.get(stream) ?? finding.initial)
    const {
      finding: id,
      matter,
      family,
    } = state.latest ?? { finding: stream, matter: of[0]?.header.matter ?? '', family: '' }
    return { finding: id, matter, stream, family, status: state.status, state, position: of.at(-1)?.position }
  })
  await insertRows(
    db,
    'findings',
    findings,
    'on conflict (finding) do update set status = excluded.status, state = excluded.state, position = excluded.position',
  )
}
