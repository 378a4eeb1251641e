import { agencyId, type EventHeader } from '@case-ledger/contracts'
import { z } from 'zod'
import type { UntypedEvent } from './any-aggregate.ts'

/** Agencies taking part 参与单位: who acted, who entered it, and every agency the event names in a field of that kind. */
export const audienceOf = (
  header: Pick<EventHeader, 'agency' | 'actor'>,
  schema: z.ZodType,
  event: UntypedEvent,
): string[] => [...new Set([header.agency, header.actor.agency, ...agenciesIn(schema, event.data)])].sort()

const agenciesIn = (schema: z.core.$ZodType, value: unknown): string[] => {
  if (schema === agencyId) return typeof value === 'string' ? [value] : []
  if (value === undefined || value === null) return []
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return agenciesIn(schema.unwrap(), value)
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.flatMap((item) => agenciesIn(schema.element, item)) : []
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) =>
      agenciesIn(field as z.core.$ZodType, (value as Record<string, unknown>)[key]),
    )
  return []
}
