import { LedgerError } from '@case-ledger/contracts'
import { type Ledger, streamName } from '@case-ledger/ledger'
import type { Act } from './act.ts'
import type { Command } from './parse-act.ts'
import type { Targets } from './targets.ts'

/**
 * The stream an act is about. An opening act makes a new one, named after its command; others are addressed directly or found
 * in their matter by `on` (its name there, or the stream's).
 * @throws LedgerError `target.not_found`, `target.unknown_aggregate` or `target.ambiguous`.
 */
export const resolveStream = async (
  act: Act,
  command: Command,
  {
    ledger,
    targets,
    holdsCommand,
  }: { ledger: Ledger; targets: Targets; holdsCommand: (stream: string) => Promise<boolean> },
): Promise<string> => {
  const { aggregate } = command.aggregate.contract
  if (command.opens) return streamName(aggregate, act.commandId)
  if (act.stream !== undefined) {
    if (act.stream.startsWith(`${aggregate}-`)) return act.stream
    throw new LedgerError('target.not_found', { detail: act.stream })
  }
  const { matter, on } = act
  if (matter === undefined) throw new LedgerError('input.malformed', { field: 'matter', detail: 'names the matter' })

  const find = async (atLeast?: bigint) => {
    const all = await targets.find(matter, aggregate, atLeast)
    return on === undefined ? all : all.filter((target) => target.on === on || target.stream === on)
  }
  let found = await find()
  if (found.length === 0) found = await find(await ledger.head())

  const [first] = found
  if (!first)
    throw new LedgerError('target.unknown_aggregate', { ...(on && { field: 'on' }), detail: `${aggregate} ${matter}` })
  if (found.length === 1) return first.stream
  // It may have been given while there was only one: then it is not ambiguous but known.
  for (const { stream } of found) if (await holdsCommand(stream)) return stream
  const names = found.map((target) => target.on ?? target.stream).join(', ')
  throw new LedgerError('target.ambiguous', { field: 'on', detail: names })
}
