import { type ActLine, fieldName, fieldPath, type Problem } from '@case-ledger/contracts'
import { actOf } from './acts-file.ts'
import type { IdentifierWarning } from './check-digits.ts'
import { type JsonLine, readJsonLines } from './json-lines.ts'
import { mapPublishedCase } from './published-case/map.ts'
import type { MappingWarning } from './published-case/warning.ts'

export const FORMATS = ['acts', 'published_case'] as const
export type Format = (typeof FORMATS)[number]

/** One line of an input file: the acts it stands for (none when it is bad), and what is odd or wrong about it. */
export type InterchangeLine = {
  line: number
  acts: readonly ActLine[]
  warnings: readonly (IdentifierWarning | MappingWarning)[]
  problems: readonly Problem[]
}

const formatOf = (value: unknown): Format | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if ('act' in value) return 'acts'
  return 'id' in value && ('outcome' in value || 'agencies' in value || 'title_zh' in value)
    ? 'published_case'
    : undefined
}

/** Which format a file's first line shows, or `undefined`. */
export const detectFormat = (firstLine: string): Format | undefined => {
  try {
    return formatOf(JSON.parse(firstLine.replace(/^\uFEFF/, '')))
  } catch {
    return undefined
  }
}

const linesOf: Record<Format, (read: JsonLine) => InterchangeLine> = {
  acts: (read) => {
    const act = actOf(read)
    return 'problem' in act
      ? { line: act.line, acts: [], warnings: [], problems: [act.problem] }
      : { line: act.line, acts: [act.act], warnings: act.warnings, problems: [] }
  },
  published_case: (read) => {
    if ('problem' in read) return { line: read.line, acts: [], warnings: [], problems: [read.problem] }
    const mapped = mapPublishedCase(read.value)
    return { line: read.line, ...mapped, problems: mapped.problems.map((p) => ({ ...p, line: read.line })) }
  },
}

/** What is told of a line names places, never what stands there: a key or value that no list of ours could have is `…`. */
const withoutContent = ({ warnings, problems, ...read }: InterchangeLine): InterchangeLine => ({
  ...read,
  warnings: warnings.map((warning) => ({
    ...warning,
    field: placed(warning.field),
    ...('detail' in warning && warning.detail !== undefined && { detail: fieldName(warning.detail) }),
  })),
  problems: problems.map((problem) => ({ ...problem, ...(problem.field && { field: placed(problem.field) }) })),
})

const placed = (field: string): string => fieldPath(field.split('.'))

/**
 * Streams an input file of either format; the format is that of the first line which shows one, unless given. A line before it,
 * or in a file that shows none, is a problem.
 */
export const readInterchange = async function* (
  source: string | AsyncIterable<Uint8Array>,
  given?: Format,
): AsyncGenerator<InterchangeLine> {
  let format = given
  for await (const read of readJsonLines(source)) {
    if (format === undefined && 'value' in read) format = formatOf(read.value)
    if (format !== undefined) yield withoutContent(linesOf[format](read))
    else {
      const problem: Problem =
        'problem' in read
          ? read.problem
          : { code: 'input.malformed', line: read.line, detail: 'neither an act nor a published case' }
      yield { line: read.line, acts: [], warnings: [], problems: [problem] }
    }
  }
}
