import { LedgerError } from '@case-ledger/contracts'
import {
  type CopyTarget,
  copyLedger,
  createPostgresCopyTarget,
  createPostgresLedger,
  type Ledger,
  migrateLedger,
} from '@case-ledger/ledger'
import { randomIds, systemClock } from '@case-ledger/service-kit'
import type { Output } from '../output.ts'
import { startProgress } from '../progress.ts'

export type CopyOptions = { from: string; to: string }

/** Moves a whole ledger into an empty store: postgres:// or esdb:// on either side. Run again, it goes on where it was. */
export const copyVerb = async ({ from, to }: CopyOptions, output: Output): Promise<void> => {
  const source = await openLedger(from, '--from')
  const closing: (() => Promise<void>)[] = [source.close]
  try {
    if (kindOf(to, '--to') === 'postgres') await migrateLedger(to)
    const target = await openLedger(to, '--to')
    closing.push(target.close)
    const writing = await openTarget(to)
    closing.push(writing.close)
    const head = await source.head()
    const progress = startProgress('复制 copying', Number(head))
    const report = await copyLedger(source, target, writing, { onProgress: (done) => progress.to(Number(done)) })
    progress.end()
    output.answer(report, () =>
      [
        `已复制 copied: ${report.events} 个事件 events（其中此前已复制 of them before: ${report.resumedAfter}）`,
        `  ${report.from} → ${report.to}`,
        `两边一致 both equal: SHA-256 ${report.digest}`,
      ].join('\n'),
    )
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

const kindOf = (url: string, field: string): 'postgres' | 'eventstore' => {
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgres'
  if (/^esdb(\+discover)?:\/\//.test(url)) return 'eventstore'
  throw new LedgerError('run.bad_configuration', { field, detail: 'postgres://… or esdb://…' })
}

const eventStore = (url: string) => ({ url, clock: systemClock, ids: randomIds })

const openLedger = async (url: string, field: string): Promise<Ledger> => {
  if (kindOf(url, field) === 'postgres') return createPostgresLedger({ connectionString: url })
  const { createEventStoreLedger } = await import('@case-ledger/ledger/eventstore')
  return createEventStoreLedger(eventStore(url))
}

const openTarget = async (url: string): Promise<CopyTarget> => {
  if (kindOf(url, '--to') === 'postgres') return createPostgresCopyTarget(url)
  const { createEventStoreCopyTarget } = await import('@case-ledger/ledger/eventstore')
  return createEventStoreCopyTarget(eventStore(url))
}
