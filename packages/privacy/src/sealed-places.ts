import { isErased, LedgerError } from '@case-ledger/contracts'
import { chosen, type Plan } from './plan.ts'
import { isSealed } from './seal.ts'

/** A value within an event's data: `holder[name]`, `path` from the top, and whose it is. */
export type Slot = { holder: Record<string, unknown>; name: string; path: string; subject: string }

/** An event's data, held so that it can be replaced as a whole too. */
type Content = { data: unknown }
type Fields = Record<string, unknown>

/**
 * The personal values to seal, each with the `subject` of the nearest enclosing object that has one.
 * @throws LedgerError `run.internal` where a personal value has no subject above it: it would be stored in the open.
 */
export const personalSlots = (plan: Plan | undefined, content: Content): Slot[] => {
  const slots: Slot[] = []

  const visit = (inner: Plan | undefined, holder: Fields, name: string, path: string, subject: string | undefined) => {
    const value = holder[name]
    if (inner === undefined || value === undefined || value === null) return
    switch (inner.kind) {
      case 'personal':
        if (isErased(value)) return
        if (subject === undefined) throw new LedgerError('run.internal', { field: path, detail: 'has no subject' })
        slots.push({ holder, name, path, subject })
        return
      case 'each':
        for (const key of Object.keys(value)) visit(inner.item, value as Fields, key, `${path}.${key}`, subject)
        return
      case 'either':
        visit(chosen(inner, value), holder, name, path, subject)
        return
      case 'object': {
        const own = inner.hasSubject ? ((value as Fields).subject as string | undefined) : undefined
        for (const [key, field] of inner.fields) visit(field, value as Fields, key, `${path}.${key}`, own ?? subject)
      }
    }
  }

  visit(plan, content, 'data', '', undefined)
  return slots
}

/**
 * The sealed values in stored data, wherever they stand: found by their shape and not by schema, because the data may be of
 * an earlier version.
 */
export const sealedSlots = (content: Content): Slot[] => {
  const slots: Slot[] = []
  const visit = (holder: Fields, name: string, path: string) => {
    const value = holder[name]
    if (isSealed(value)) slots.push({ holder, name, path, subject: value.k })
    else if (typeof value === 'object' && value !== null)
      for (const key of Object.keys(value)) visit(value as Fields, key, `${path}.${key}`)
  }
  visit(content, 'data', '')
  return slots
}
