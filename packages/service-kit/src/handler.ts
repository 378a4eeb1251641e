import type { decide as decideAccess } from '@case-ledger/access'
import { LedgerError, type Stored } from '@case-ledger/contracts'
import type { Append, Ledger } from '@case-ledger/ledger'
import type { Codec } from '@case-ledger/privacy'
import { activeTraceparent, type Traced, traced } from '@case-ledger/telemetry'
import type { Act, Receipt } from './act.ts'
import { type AnyAggregate, decideWith, evolveWith } from './any-aggregate.ts'
import { commandHash } from './command-id.ts'
import { applyGuards } from './guards.ts'
import { headerOf } from './header.ts'
import { serviceInstruments } from './instruments.ts'
import { noteMatter } from './log-scope.ts'
import { type Command, findCommand, type ParsedAct, parseAct } from './parse-act.ts'
import type { Clock } from './ports.ts'
import { firstResult, receiptOf, unchangedReceipt } from './receipt.ts'
import { recentTargets } from './recent-targets.ts'
import { resolveStream } from './resolve-stream.ts'
import type { Targets } from './targets.ts'
import { unchangedReceipts } from './unchanged-receipts.ts'

const ATTEMPTS = 5

export type HandlerOptions = {
  aggregates: readonly AnyAggregate[]
  ledger: Ledger
  codec: Codec
  clock: Clock
  rulebookDigest: string
  targets: Targets
  access: typeof decideAccess
  /** Keys the fingerprint of a command's content: it may hold personal data, and no unkeyed hash of such is stored (D13). */
  fingerprintKey: Uint8Array
  /** Region of the matters in this ledger, a path of division codes. */
  region: string
}

export type Handler = { submit(act: Act): Promise<Receipt> }

type Prepared = { act: Act; command: Command; parsed: ParsedAct; hash: string; stream: string }
type Span = Traced<'handler.submit'>
/**
 * Why another attempt is needed: others wrote in between; or somebody gave this very command at the same moment, so that the
 * next attempt finds its result and compares the content.
 */
type Again = { outcome: 'conflict'; actual: number | 'no_stream' } | { outcome: 'repeated' }

/**
 * The one way an act gets into the ledger, the same for HTTP, import and reactions: check, find its stream, then load, decide
 * and append until nobody came between. A command happens once (D3): its first result is looked for before deciding.
 */
export const createHandler = (options: HandlerOptions): Handler => {
  const { ledger, codec } = options
  const aggregates = new Map(options.aggregates.map((a) => [`${a.contract.service}.${a.contract.aggregate}`, a]))
  const targets = recentTargets(options.targets)
  const unchanged = unchangedReceipts()

  const load = async (stream: string): Promise<Stored[]> =>
    Promise.all((await ledger.read(stream)).map((stored) => codec.decode(stored)))

  const prepare = async (act: Act, command: Command): Promise<Prepared> => {
    const parsed = parseAct(act, command, options.clock.now())
    const holdsCommand = async (stream: string) =>
      (await load(stream)).some((e) => e.header.commandId === act.commandId)
    const stream = await resolveStream(act, command, { ledger, targets, holdsCommand })
    return { act, command, parsed, hash: commandHash(options.fingerprintKey, act), stream }
  }

  /** One load, decision and append. */
  const attempt = async (prepared: Prepared, history: readonly Stored[], span: Span): Promise<Receipt | Again> => {
    const { act, command, hash, stream } = prepared
    note(span, history[0]?.header.matter)
    authorise(options, act, command, history)
    const first = firstResult(history, act.commandId, hash) ?? unchanged.find(act.commandId, hash)
    if (first) return first
    if (history.length === 0 && !command.opens) throw new LedgerError('target.not_found', { detail: stream })
    const revision = history.length - 1
    if (act.expectedRevision !== undefined && act.expectedRevision !== revision)
      return { outcome: 'conflict', actual: revision }

    const { irregularities, events } = await decide(prepared, history)
    if (events.length === 0)
      return unchanged.remember(act.commandId, hash, unchangedReceipt(stream, history, irregularities))
    return append({ stream, expected: history.length === 0 ? 'no_stream' : revision, events }, prepared, irregularities)
  }

  const decide = async ({ act, command, parsed, hash }: Prepared, history: readonly Stored[]) => {
    const { aggregate, verb, schema } = command
    const { agency, mode, officers = [] } = act
    const { at } = parsed
    const matter = history[0] ? history[0].header.matter : act.matter
    const data = await codec.identify(schema, parsed.data, matter)
    const context = { now: options.clock.now(), at, agency, officers, matter, mode }
    const decision = decideWith(aggregate, verb, data, evolveWith(aggregate, history), context)
    const irregularities = applyGuards(mode, decision.guards)
    const circumstances = {
      act,
      at,
      matter,
      commandHash: hash,
      irregularities,
      rulebookDigest: options.rulebookDigest,
      opensStream: history.length === 0,
    }
    const events = await Promise.all(
      decision.events.map((event, n) => codec.encode(event, headerOf(aggregate, event, n, circumstances))),
    )
    return { irregularities, events }
  }

  const append = async (
    request: Append,
    { act, command }: Prepared,
    irregularities: Receipt['irregularities'],
  ): Promise<Receipt | Again> => {
    const result = await ledger.append(request)
    if (result.outcome === 'conflict') return result
    if (result.outcome === 'ids_partly_known')
      throw new LedgerError('ledger.ids_partly_known', { detail: request.stream })
    if (result.repeated) return { outcome: 'repeated' }
    if (command.opens && act.matter !== undefined) {
      const target = { stream: request.stream, ...(act.on !== undefined && { on: act.on }) }
      await targets.remember(act.matter, command.aggregate.contract.aggregate, target)
    }
    return receiptOf(request, result, irregularities)
  }

  /**
   * An opening act nearly always makes its stream, so it is tried as if there were none: the append finds out. Whatever else
   * comes of that, a fault too, may be due to what was not read, and is judged again with it.
   */
  const openUnread = async (prepared: Prepared, span: Span): Promise<Receipt | undefined> => {
    if (!prepared.command.opens || prepared.act.expectedRevision !== undefined) return undefined
    try {
      const result = await attempt(prepared, [], span)
      return result.outcome === 'recorded' ? result : undefined
    } catch {
      return undefined
    }
  }

  const take = async (act: Act, command: Command, span: Span): Promise<Receipt> => {
    const prepared = await prepare(act, command)
    const opened = await openUnread(prepared, span)
    if (opened) return opened
    for (let attempts = 1; ; attempts += 1) {
      const result = await attempt(prepared, await load(prepared.stream), span)
      if (result.outcome === 'repeated') continue
      if (result.outcome !== 'conflict') return result
      if (act.expectedRevision !== undefined || attempts === ATTEMPTS) throw conflict(prepared.stream, result.actual)
    }
  }

  const { outcomes } = serviceInstruments()
  return {
    submit: (act) =>
      traced('handler.submit', {}, async (span) => {
        // Only a known act is named: any text may stand where its name should.
        let known: { act?: string } = {}
        try {
          const command = findCommand(aggregates, act.act)
          known = { act: act.act }
          span.says({ ...known, agency: act.agency })
          note(span, act.matter)
          const traceparent = activeTraceparent() ?? act.traceparent
          const receipt = await take({ ...act, ...(traceparent !== undefined && { traceparent }) }, command, span)
          span.says({ stream: receipt.stream, outcome: receipt.outcome })
          outcomes.add(1, { ...known, outcome: receipt.outcome })
          return receipt
        } catch (error) {
          outcomes.add(1, { ...known, ...outcomeOf(error) })
          throw error
        }
      }),
  }
}

const note = (span: Span, matter: string | undefined): void => {
  span.says({ matter })
  noteMatter(matter)
}

const outcomeOf = (error: unknown): { outcome: string; code: string } =>
  error instanceof LedgerError
    ? { outcome: error.status < 500 ? 'refused' : 'failed', code: error.code }
    : { outcome: 'failed', code: 'run.internal' }

const authorise = (options: HandlerOptions, act: Act, command: Command, history: readonly Stored[]): void => {
  const { service, aggregate } = command.aggregate.contract
  const decision = options.access({
    principal: act.principal,
    action: { service, aggregate, verb: command.verb, mode: act.mode, agency: act.agency },
    resource: {
      audience: history.length === 0 ? undefined : history.flatMap((event) => event.header.audience),
      region: options.region,
    },
  })
  if (!decision.allow) throw new LedgerError('auth.forbidden', { detail: decision.why })
}

const conflict = (stream: string, actual: number | 'no_stream'): LedgerError =>
  new LedgerError('ledger.conflict', { detail: stream, values: { actual: actual === 'no_stream' ? -1 : actual } })
