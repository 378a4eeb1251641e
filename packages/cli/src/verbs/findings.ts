import { writeFile } from 'node:fs/promises'
import { LedgerError } from '@case-ledger/contracts'
import { type FindingView, findingsPage, jsonOf, presenterOf, viewOf } from '@case-ledger/supervision'
import { findingsText } from '../findings-text.ts'
import type { Output } from '../output.ts'
import type { Session } from '../session.ts'

export type FindingsOptions = { html?: string; all?: boolean }

/** Findings to verify; `all` also those cleared, closed or superseded; `html` writes worklist and sheets as one page. */
export const findingsVerb = async ({ html, all }: FindingsOptions, session: Session, output: Output): Promise<void> => {
  const views = await readFindings(session, all)
  if (html !== undefined) {
    await writeFile(html, findingsPage(views, session.app.parts.now())).catch((cause: unknown) => {
      throw new LedgerError('run.file_unwritable', { field: '--html', detail: html, cause })
    })
    output.note(`已写入 written: ${html}`)
  }
  output.answer({ findings: views.map(jsonOf) }, () => findingsText(views))
}

export const readFindings = async (session: Session, all = false): Promise<FindingView[]> => {
  await session.caughtUp()
  const presenter = presenterOf(session.app.parts)
  const views: FindingView[] = []
  for (const row of await presenter.queries.findings(all ? {} : { statuses: ['open'] }))
    views.push(await viewOf(row, presenter))
  return views
}
