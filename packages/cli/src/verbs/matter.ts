import { LedgerError, type OccurredAt } from '@case-ledger/contracts'
import { readTimeline, type TimelineEntry } from '@case-ledger/views'
import { type Output, table } from '../output.ts'
import type { Session } from '../session.ts'

export type MatterOptions = { asOf?: string; knownAt?: string }

/** 案件时间轴: everything recorded of one matter; as it had happened by a day, or as the ledger knew it on a day. */
export const matterVerb = async (
  matter: string,
  { asOf, knownAt }: MatterOptions,
  session: Session,
  output: Output,
): Promise<void> => {
  await session.caughtUp()
  const timeline = await readTimeline(session.app.parts.reader, matter, {
    ...(asOf ? { asOf } : {}),
    ...(knownAt ? { knownAt } : {}),
  })
  const withData = async (entry: TimelineEntry) => {
    const { audience: _audience, ...shown } = entry
    return { ...shown, data: (await session.app.parts.readEvent(entry))?.data }
  }
  const dated = await Promise.all(timeline.dated.map(withData))
  const undated = await Promise.all(timeline.undated.map(withData))
  if (dated.length + undated.length === 0 && asOf === undefined && knownAt === undefined) {
    throw new LedgerError('target.not_found', { detail: matter })
  }
  output.answer(
    {
      matter,
      ...(asOf ? { asOf } : {}),
      ...(knownAt ? { knownAt } : {}),
      dated,
      undated,
      incomplete: timeline.incomplete,
    },
    () =>
      [
        `案件链 matter ${matter}`,
        table(HEAD, [...dated, ...undated].map(row)),
        ...(timeline.incomplete > 0
          ? [`有 ${timeline.incomplete} 个事件未能读入 events could not be taken in: see \`ledger status\``]
          : []),
      ].join('\n'),
  )
}

const HEAD = [
  '发生 occurred',
  '入账 recorded',
  '事件 event',
  '机关 agency',
  '方式 mode',
  '来源 source',
  '不合规 irregularities',
]

const row = (e: Omit<TimelineEntry, 'audience'>) => [
  occurred(e.occurredAt),
  e.recordedAt,
  e.type,
  e.agency,
  e.mode,
  e.provenance ?? '',
  e.irregularities.map((i) => i.code).join(' '),
]

const occurred = (at: OccurredAt): string => (at === 'unknown' ? '不详 unknown' : at.value)
