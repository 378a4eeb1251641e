import { classificationOf } from '@case-ledger/access'
import type { EventHeader, Irregularity, OccurredAt } from '@case-ledger/contracts'
import { eventId } from '@case-ledger/ledger'
import type { Act } from './act.ts'
import type { AnyAggregate, UntypedEvent } from './any-aggregate.ts'
import { audienceOf } from './audience.ts'

/** What all events of one command share. */
export type Circumstances = {
  act: Act
  at: OccurredAt
  matter: string | undefined
  commandHash: string
  irregularities: readonly Irregularity[]
  rulebookDigest: string
  /** The first event of its stream carries `on`. */
  opensStream: boolean
}

/** Header of the `ordinal`-th event of a command (D2). */
export const headerOf = (
  aggregate: AnyAggregate,
  event: UntypedEvent,
  ordinal: number,
  { act, at, matter, commandHash, irregularities, rulebookDigest, opensStream }: Circumstances,
): EventHeader => {
  const schema = aggregate.contract.events[event.type]!
  const { principal } = act
  const actor = { kind: principal.kind, id: principal.id, agency: principal.agency }
  return {
    id: eventId(act.commandId, ordinal),
    type: event.type,
    schemaVersion: schema.version,
    commandId: act.commandId,
    commandHash,
    ...present({
      causationId: act.causationId,
      matter,
      on: opensStream && ordinal === 0 ? act.on : undefined,
      officers: act.officers,
      provenance: act.provenance,
      irregularities: irregularities.length > 0 ? [...irregularities] : undefined,
      traceparent: act.traceparent,
    }),
    agency: act.agency,
    actor,
    mode: act.mode,
    occurredAt: at,
    basis: { rulebookDigest },
    classification: classificationOf(aggregate.contract.aggregate, event.type),
    audience: audienceOf({ agency: act.agency, actor }, schema.data, event),
  }
}

/** Without the keys that have no value: canonical JSON knows no `undefined`. */
const present = <T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
