import { describe } from '@case-ledger/contracts'
import { allWell, type ImportResult, importFile } from '../import-file.ts'
import { type Output, table } from '../output.ts'
import { startProgress } from '../progress.ts'
import type { Session } from '../session.ts'

/** Brings in a file; true only if every line and act went in. */
export const importVerb = async (file: string, session: Session, output: Output): Promise<boolean> => {
  const result = await importWithProgress(file, session, output)
  await session.caughtUp()
  output.answer(result, () => importText(result))
  return allWell(result)
}

/** `notes`: each one told, or only how many there were. */
export const importWithProgress = async (
  file: string,
  session: Session,
  output: Output,
  { notes = 'told' }: { notes?: 'told' | 'counted' } = {},
): Promise<ImportResult> => {
  let bar: ReturnType<typeof startProgress> | undefined
  const importing = importFile(file, {
    handler: session.app.handler,
    importKey: session.app.importKey,
    processors: session.app.processors,
    principal: session.operator,
    onBytes: (read, of) => {
      bar ??= startProgress('导入 import', of)
      bar.to(read)
    },
    onProblem: (p) =>
      output.note(`第${p.line}行 line ${p.line}: ${p.act ? `${p.matter ?? ''} ${p.act}: ` : ''}${describe(p)}`),
    ...(notes === 'told' && {
      onWarning: (w) =>
        output.note(
          `第${w.line}行 line ${w.line}: 提示 note: ${[w.code, w.field, w.detail].filter(Boolean).join(' · ')}`,
        ),
    }),
  })
  // Also when it is interrupted: the bar hides the cursor.
  return importing.finally(() => bar?.end())
}

const importText = ({ file, lines, acts, badLines, more }: ImportResult): string =>
  `${table(
    ['文件 file', '行 lines', '新记 recorded', '已有 known', '无变化 unchanged', '拒绝 refused', '坏行 bad lines'],
    [[file, lines, acts.recorded, acts.known, acts.unchanged, acts.refused, badLines]],
  )}${more > 0 ? `\n另有 further problems: ${more}` : ''}`
