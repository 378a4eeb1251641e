import { when } from '@case-ledger/contracts'
import fc from 'fast-check'
import { z } from 'zod'

/** Texts that are ids, dates, agencies or prose; a schema takes those that it accepts. */
const TEXTS = [
  ...['甲', '市监罚〔2024〕1号', '2024-03', 'knowledge', '213', '219-1'],
  ...['market-regulator', 'police', 'procuratorate', 'court', 'unit-7'],
  ...[`s-${'a'.repeat(32)}`, `s-${'b'.repeat(32)}`, `m-${'c'.repeat(32)}`],
]

/** Values that only a schema's own refinement can tell apart from wrong ones. */
const KNOWN = new Map<unknown, fc.Arbitrary<unknown>>([
  [
    when,
    fc.constantFrom(
      { value: '2024-03-01', precision: 'day' },
      { value: '2024-03', precision: 'month' },
      { value: '2024', precision: 'year' },
    ),
  ],
])

/** Random values that a schema of the contracts accepts, before its defaults are filled in. */
export const arbitraryOf = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  const known = KNOWN.get(schema)
  if (known) return known
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return fc.option(arbitraryOf(schema.unwrap()), { nil: undefined })
  if (schema instanceof z.ZodObject) return objectOf(schema)
  if (schema instanceof z.ZodArray) return fc.array(arbitraryOf(schema.element), { maxLength: 3 })
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(arbitraryOf))
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(arbitraryOf(schema.keyType) as fc.Arbitrary<string>, arbitraryOf(schema.valueType), {
      maxKeys: 2,
    })
  if (schema instanceof z.ZodNullable) return fc.option(arbitraryOf(schema.unwrap()), { nil: null })
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodString) return fc.constantFrom(...TEXTS.filter((text) => schema.safeParse(text).success))
  if (schema instanceof z.ZodNumber) return fc.integer({ min: schema.minValue ?? 0, max: 1_000_000_000 })
  throw new Error(`no random values for ${schema._zod.def.type}`)
}

const objectOf = (schema: z.ZodObject): fc.Arbitrary<unknown> =>
  fc
    .record(Object.fromEntries(Object.entries(schema.shape).map(([key, field]) => [key, arbitraryOf(field)])))
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)))
