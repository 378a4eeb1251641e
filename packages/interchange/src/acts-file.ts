import { type ActLine, actLine, type Problem } from '@case-ledger/contracts'
import { type IdentifierWarning, identifierWarnings } from './check-digits.ts'
import { type JsonLine, readJsonLines } from './json-lines.ts'
import { problemOf } from './problem-of.ts'

export type ActRead =
  | { line: number; act: ActLine; warnings: readonly IdentifierWarning[] }
  | { line: number; problem: Problem }

/** Checks the frame of an act; the data itself is checked by the command's schema when it is given. */
export const actOf = (read: JsonLine): ActRead => {
  if ('problem' in read) return read
  const { line, value } = read
  const parsed = actLine.safeParse(value)
  if (!parsed.success) return { line, problem: { ...problemOf(parsed.error), line } }
  const act = parsed.data
  if (act.mode === 'report' && act.provenance === undefined)
    return { line, problem: { code: 'input.provenance_required', field: 'provenance', line } }
  return { line, act, warnings: identifierWarnings(act.data) }
}

/** Streams an acts file (`*.acts.jsonl`): every line is either an act or a named problem; memory stays constant. */
export const readActs = async function* (source: string | AsyncIterable<Uint8Array>): AsyncGenerator<ActRead> {
  for await (const read of readJsonLines(source)) yield actOf(read)
}
