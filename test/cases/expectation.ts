import { readFileSync } from 'node:fs'
import type { Verdict } from '@case-ledger/contracts'
import { best, type Judged } from './judge.ts'

/** What a legal reader concluded of a case: accepted verdicts, and whether a finding of non-transfer has to stand. */
export type Expectation = {
  id: string
  best: readonly Verdict[]
  nonTransfer: 'must' | 'may' | 'mustNot'
  /** An offence, several joined by `/` (the best of them), or a right that no offence covers. */
  offences: readonly { offence: string; accept: readonly Verdict[]; party?: string }[]
}

export const readLines = <T>(path: URL): T[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Words of the expectations for rights that stand in a row of their own. */
const ALIASES: Record<string, string> = { gi: 'geographical_indication', service_mark_213: 'service_mark' }

/** A row that is not there says nothing; `undefined` then. One offence of several parties is right if one party's row is. */
const rowsAgree = (
  { assessments }: Judged,
  { offence, accept }: Expectation['offences'][number],
): boolean | undefined => {
  const names = offence.split('/').map((name) => ALIASES[name] ?? name)
  const rows = assessments.filter((a) => names.includes(a.offence))
  if (rows.length === 0) return undefined
  if (names.length > 1) return accept.includes(best(rows) as Verdict)
  return rows.some((row) => accept.includes(row.verdict))
}

export type Comparison = {
  best: boolean
  nonTransfer: boolean
  rows: { offence: string; agrees: boolean | undefined }[]
}

/** Compares a judged case with its expectation. A strong finding is right only where it must stand. */
export const compare = (judged: Judged, expected: Expectation): Comparison => {
  const found = judged.findings.filter((f) => f.family === 'SIG-01')
  const strong = found.some((f) => f.grade === 'strong')
  const stands = found.length > 0
  return {
    best: expected.best.includes(best(judged.assessments) as Verdict),
    nonTransfer: expected.nonTransfer === 'must' ? stands : expected.nonTransfer === 'may' ? !strong : !stands,
    rows: expected.offences.map((o) => ({ offence: o.offence, agrees: rowsAgree(judged, o) })),
  }
}

/** One line for a reader who asks why. */
export const describeJudged = ({ assessments, findings, refused }: Judged): string =>
  [
    ...assessments.map((a) => `${a.offence}:${a.verdict}`),
    ...findings.map((f) => `${f.family}(${f.grade}${f.history ? ', history' : ''} ${f.offence})`),
    ...refused.map((r) => `REFUSED ${r}`),
  ].join(' ')
