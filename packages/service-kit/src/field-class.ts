import { FIELD_CLASSES, type FieldClass, personalFields } from '@case-ledger/contracts'
import { z } from 'zod'

/** Data without the personal fields of a class above `highest`; such fields are optional in every contract. */
export const withoutFieldsAbove = (highest: FieldClass, schema: z.core.$ZodType, value: unknown): unknown => {
  if (value === undefined || value === null || typeof value !== 'object') return value
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return withoutFieldsAbove(highest, schema.unwrap(), value)
  if (schema instanceof z.ZodArray)
    return (value as unknown[]).map((item) => withoutFieldsAbove(highest, schema.element, item))
  if (!(schema instanceof z.ZodObject)) return value
  const shape: Record<string, z.core.$ZodType> = schema.shape
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isAbove(highest, shape[key]))
      .map(([key, field]) => [key, shape[key] ? withoutFieldsAbove(highest, shape[key], field) : field]),
  )
}

const isAbove = (highest: FieldClass, schema: z.core.$ZodType | undefined): boolean => {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  const mark = inner && personalFields.get(inner as z.ZodType)
  return mark !== undefined && FIELD_CLASSES.indexOf(mark.fieldClass) > FIELD_CLASSES.indexOf(highest)
}
