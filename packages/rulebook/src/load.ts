import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LedgerError, type Problem } from '@case-ledger/contracts'
import { z } from 'zod'
import { type Caution, caution } from './cautions.ts'
import { type FindingRule, findingRule, type OffenceVersion, offenceVersion } from './elements.ts'
import { type Instrument, instrument, type Rule, rule } from './rule.ts'

/** All that stands in `data/`, checked in shape only. */
export type RulebookData = {
  instruments: readonly Instrument[]
  rules: readonly Rule[]
  offences: readonly OffenceVersion[]
  findingRules: readonly FindingRule[]
  cautions: readonly Caution[]
}

const DATA = fileURLToPath(new URL('../data/', import.meta.url))
/** Files of rules; a folder stands for every file in it. */
const RULE_FILES = [
  'thresholds',
  'limitation.json',
  'aggregation.json',
  'sanction.json',
  'procedure.json',
  'terms',
  'publication.json',
]

const filesOf = (folder: string, name: string): string[] =>
  name.endsWith('.json')
    ? [join(folder, name)]
    : readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => join(folder, name, file))

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** Parses each row on its own, so that every malformed row is named, not only the first. */
const parseRows = <T>(schema: z.ZodType<T>, file: string, problems: Problem[]): T[] => {
  const rows = z.array(z.unknown()).parse(readJson(file))
  return rows.flatMap((row, index) => {
    const parsed = schema.safeParse(row)
    if (parsed.success) return [parsed.data]
    const id = (row as { id?: unknown } | null)?.id
    problems.push({
      code: 'rules.contradiction',
      rule: typeof id === 'string' ? id : undefined,
      field: file.slice(file.lastIndexOf('data')),
      detail: `row ${index + 1}: ${z.prettifyError(parsed.error)}`,
    })
    return []
  })
}

/**
 * Reads and checks the shape of every file under `data/`.
 * @throws LedgerError `rules.contradiction` naming every malformed row.
 */
export const readData = (folder: string = DATA): RulebookData => {
  const problems: Problem[] = []
  const rowsOf = <T>(schema: z.ZodType<T>, name: string): T[] =>
    filesOf(folder, name).flatMap((file) => parseRows(schema, file, problems))

  const instruments = z.record(z.string(), instrument).parse(readJson(join(folder, 'instruments.json')))
  const data: RulebookData = {
    instruments: Object.entries(instruments).map(([id, value]) => ({ id, ...value })),
    rules: RULE_FILES.flatMap((name) => rowsOf(rule, name)),
    offences: rowsOf(offenceVersion, 'elements'),
    findingRules: rowsOf(findingRule, 'finding-rules.json'),
    cautions: rowsOf(caution, 'cautions.json'),
  }
  if (problems.length > 0) throw new LedgerError('rules.contradiction', { problems, detail: detailOf(problems) })
  return data
}

/** One line per problem: what a person needs to correct the data. */
export const detailOf = (problems: readonly Problem[]): string =>
  problems.map((p) => `${p.rule ?? p.field ?? ''}: ${p.detail ?? ''}`).join('; ')
