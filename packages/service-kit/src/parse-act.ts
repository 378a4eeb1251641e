import { firstDay, LedgerError, type OccurredAt, type Problem, parseWhen, shanghaiDay } from '@case-ledger/contracts'
import { canonicalBytes, decode } from '@case-ledger/ledger'
import type { z } from 'zod'
import type { Act } from './act.ts'
import type { AnyAggregate } from './any-aggregate.ts'
import { problemsOf } from './zod-problems.ts'

/** A command of an aggregate. `opens`: it starts a new stream. */
export type Command = { aggregate: AnyAggregate; verb: string; opens: boolean; schema: z.ZodType }

/** What an act says once read: data with its schema's defaults, and the claimed moment. */
export type ParsedAct = { data: unknown; at: OccurredAt }

/** The aggregates by `service.aggregate`, and which of their commands an act's name means. */
export const findCommand = (aggregates: ReadonlyMap<string, AnyAggregate>, name: string): Command => {
  const [service, aggregateName, verb] = name.split('.')
  const aggregate = aggregates.get(`${service}.${aggregateName}`)
  const command = verb === undefined ? undefined : aggregate?.contract.commands[verb]
  if (!aggregate || !command || verb === undefined || !Object.hasOwn(aggregate.contract.commands, verb))
    throw new LedgerError('input.unknown_act', { field: 'act', detail: name })
  return { aggregate, verb, opens: command.opens === true, schema: command.data }
}

/**
 * Checks what an act says, all of it at once.
 * @throws LedgerError naming every field that is wrong; where all have one code, it keeps that code.
 */
export const parseAct = (act: Act, { schema, opens }: Command, now: string): ParsedAct => {
  const data = schema.safeParse(asStored(act.data))
  const at = momentOf(act, now)
  const problems: Problem[] = [
    ...(isProblem(at) ? [at] : []),
    ...(act.mode === 'report' && !act.provenance
      ? [{ code: 'input.provenance_required' as const, field: 'provenance' }]
      : []),
    ...(opens && act.matter === undefined
      ? [{ code: 'input.malformed' as const, field: 'matter', detail: 'an opening act names its matter' }]
      : []),
    ...(data.success ? [] : problemsOf(data.error.issues, ['data'])),
  ]
  if (problems.length > 0 || !data.success || isProblem(at)) throw refusal(problems)
  return { data: data.data, at }
}

/** Text as it will be stored: NFC, and refused here where the ledger would refuse it (D4). */
const asStored = (data: unknown): unknown => (decode(canonicalBytes({ data })) as { data: unknown }).data

const isProblem = (value: OccurredAt | Problem): value is Problem => typeof value === 'object' && 'code' in value

const refusal = (problems: readonly Problem[]): LedgerError => {
  const [first] = problems
  const code = first && problems.every((problem) => problem.code === first.code) ? first.code : 'input.malformed'
  const about = { ...(first?.field && { field: first.field }), ...(first?.detail && { detail: first.detail }) }
  return new LedgerError(code, { ...about, problems })
}

const momentOf = (act: Act, now: string): OccurredAt | Problem => {
  if (act.at === 'unknown')
    return act.mode === 'report'
      ? 'unknown'
      : { code: 'input.missing_date', field: 'at', detail: 'only a reported act may leave it unknown' }
  const moment = parseWhen(act.at)
  if (!moment) return { code: 'input.malformed', field: 'at', detail: 'a year, month, day or instant with offset' }
  if (act.precision !== undefined && act.precision !== moment.precision)
    return { code: 'input.malformed', field: 'precision', detail: `\`at\` is written to the ${moment.precision}` }
  if (firstDay(moment) > latestDay(now)) return { code: 'input.malformed', field: 'at', detail: 'lies in the future' }
  return moment
}

/** Clocks of host, store and caller may differ by as much around midnight. */
const TOLERANCE_MS = 60_000
const latestDay = (now: string): string => shanghaiDay(new Date(Date.parse(now) + TOLERANCE_MS).toISOString())
