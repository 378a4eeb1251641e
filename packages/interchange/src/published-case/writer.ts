import type { ActLine, Provenance, When } from '@case-ledger/contracts'
import { publishedAt } from './dates.ts'
import { redact } from './names.ts'
import type { Reading } from './reading.ts'

/** What one act says beside its name. `at` left out = the day is unknown. */
export type Said = {
  at?: When | undefined
  agency: string
  on?: string
  data: Record<string, unknown>
  /** Fields that were read out of prose or that the source rounds. */
  inferred?: readonly string[]
}

export type Write = (act: string, said: Said) => ActLine

/** Every act of a published case is a report with its source; nothing in it is taken for the day of recording. */
export const writerOf = (reading: Reading): Write => {
  const { file, dates } = reading
  const published = publishedAt(file, dates)
  const title = redact(file.source_title ?? '来源标题未述', file.party?.name)
  const source = `${title}${file.mirror ? '〔转载〕' : ''}${file.excerpt_truncated ? '〔摘录不全〕' : ''}`.slice(0, 500)
  return (act, { at, agency, on, data, inferred = [] }) => {
    const provenance: Provenance = {
      kind: 'published_case',
      source,
      ...(file.source_url === undefined || file.source_url.length > 500 ? {} : { url: file.source_url }),
      ...(published ? { publishedAt: published } : {}),
      ...(inferred.length > 0 ? { inferred: [...new Set(inferred)] } : {}),
    }
    return {
      v: 1,
      matter: file.id,
      act,
      ...(on === undefined ? {} : { on }),
      at: at?.value ?? 'unknown',
      ...(at ? { precision: at.precision } : {}),
      agency,
      mode: 'report',
      provenance,
      data,
    }
  }
}
