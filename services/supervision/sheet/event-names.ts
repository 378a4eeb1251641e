import type { Entry, MatterFile } from '../file/matter-file.ts'

type Named = readonly [entries: readonly (Entry | undefined)[], name: string]

const namedEntries = (file: MatterFile): Named[] => [
  [file.penalties, '行政处罚决定'],
  [file.outcomes, '其他处理决定'],
  [file.closures, '结案'],
  [file.nonTransfer, '载明未移送'],
  [file.sheets, '认定事实'],
  [file.filings, '行政立案'],
  [file.criminal, '刑事程序'],
  [file.transfers.map((t) => t.refused), '不批准移送'],
  [file.transfers.map((t) => t.dispatched), '移送'],
  [file.instruments.map((i) => i.served), '检察意见送达'],
  [file.instruments.map((i) => i.outcome), '检察意见的处理结果'],
]

/** What an event of the matter is, in words; an event that another matter holds is named as such. */
export const eventName = (file: MatterFile, event: string): string =>
  namedEntries(file).find(([entries]) => entries.some((e) => e?.event === event))?.[1] ?? '其他案件链的事件'

/** The document an event was made in, where its number is on file. */
export const documentOf = (file: MatterFile, event: string): string | undefined =>
  file.penalties.find((p) => p.event === event)?.documentNumber
