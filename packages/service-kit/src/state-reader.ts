import type { decide as decideAccess, Principal } from '@case-ledger/access'
import { FIELD_CLASSES, type FieldClass, LedgerError, type Stored } from '@case-ledger/contracts'
import type { Ledger } from '@case-ledger/ledger'
import type { Codec } from '@case-ledger/privacy'
import { type AnyAggregate, evolveWith } from './any-aggregate.ts'
import { withoutFieldsAbove } from './field-class.ts'

export type StateOptions = { ledger: Ledger; codec: Codec; access: typeof decideAccess; region: string }

/** An aggregate as its reader may know it. */
export type StateRead = { stream: string; matter: string | undefined; revision: number; state: unknown }

/**
 * Reads one aggregate: its state is folded from the events, and their fields, of the classes that the reader may see.
 * @throws LedgerError `target.not_found`, `auth.forbidden`.
 */
export const readState = async (
  { ledger, codec, access, region }: StateOptions,
  principal: Principal,
  aggregate: AnyAggregate,
  stream: string,
): Promise<StateRead> => {
  const stored = await ledger.read(stream)
  const events = await Promise.all(stored.map((event) => codec.decode(event)))
  const [first] = events
  const { service, aggregate: name } = aggregate.contract
  const resource = { audience: events.flatMap((event) => event.header.audience), region }
  const answers = FIELD_CLASSES.map((fieldClass) => {
    const action = { service, aggregate: name, verb: 'read', fieldClass } as const
    return { fieldClass, ...access({ principal, action, resource }) }
  })
  const highest = answers.findLast((answer) => answer.allow)
  if (!highest) throw new LedgerError('auth.forbidden', { detail: answers[0]!.why })
  if (!first) throw new LedgerError('target.not_found', { detail: stream })
  const visible = events.filter((event) => isUpTo(event.header.classification, highest.fieldClass))
  const state = evolveWith(aggregate, visible.map(seenBy(aggregate, highest.fieldClass)))
  return { stream, matter: first.header.matter, revision: events.length - 1, state }
}

const isUpTo = (fieldClass: FieldClass, highest: FieldClass): boolean =>
  FIELD_CLASSES.indexOf(fieldClass) <= FIELD_CLASSES.indexOf(highest)

const seenBy =
  ({ contract }: AnyAggregate, highest: FieldClass) =>
  (event: Stored): Stored => ({
    ...event,
    data: withoutFieldsAbove(highest, contract.events[event.type]!.data, event.data),
  })
