import { z } from 'zod'

/** What stands in place of a personal value once its subject's key was destroyed. */
export const ERASED = { erased: true } as const
export type Erased = typeof ERASED
export const isErased = (value: unknown): value is Erased =>
  typeof value === 'object' && value !== null && (value as { erased?: unknown }).erased === true

/** M0 milestones · M1 administrative file · M2 investigation (M3 never enters the ledger). */
export const FIELD_CLASSES = ['M0', 'M1', 'M2'] as const
export type FieldClass = (typeof FIELD_CLASSES)[number]

export type PersonalMark = { fieldClass: FieldClass }
/** Fields registered here are sealed before an event is serialised (D13), each under the key of the nearest enclosing `subject`. */
export const personalFields = z.registry<PersonalMark>()

/**
 * Marks a field as personal data 个人信息. It is sealed with the key of the nearest enclosing object's `subject`,
 * so every object with a personal field has, or lies within one that has, a `subject` id.
 */
export const personal = <T extends z.ZodType>(schema: T, fieldClass: FieldClass = 'M1') => {
  const marked = z.union([schema, z.strictObject({ erased: z.literal(true) })])
  personalFields.add(marked, { fieldClass })
  return marked
}

/** Objects registered here name a party; the handler fills in their `subject` id before anything is decided. */
export const partySchemas = z.registry<{ party: true }>()
