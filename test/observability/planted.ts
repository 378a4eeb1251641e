import { agencyId, when } from '@case-ledger/contracts'
import { z } from 'zod'

/** What must never be seen outside of the ledger: a name, numbers, a title, words of a witness. All invented. */
export const PLANTED = [
  '王小麻子',
  '91440300MA5PLANTX7',
  '440301199003079914',
  '关于赵大锤侵权一案的请示',
  '证人钱二妹称其亲眼所见',
] as const

/** The planted values that stand in a text, as they are or as an address or JSON would write them. */
export const plantedIn = (text: string): string[] =>
  PLANTED.filter((value) => [value, encodeURIComponent(value), escaped(value)].some((form) => text.includes(form)))

const escaped = (value: string): string =>
  [...value].map((c) => (c < '\u0080' ? c : `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`)).join('')

/**
 * Data of a command with every field there is, a planted value wherever any text is taken. Ids of agencies are no personal data
 * and stay ids.
 */
export const plantedData = (schema: z.core.$ZodType, seed: number): unknown => {
  if (schema === agencyId) return 'unit-7'
  if (schema === when) return { value: '2024-03-01', precision: 'day' }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return plantedData(schema.unwrap(), seed)
  if (schema instanceof z.ZodNullable) return plantedData(schema.unwrap(), seed)
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape)
        // Whose data it is, the ledger says.
        .filter(([key]) => key !== 'subject')
        .map(([key, field], n) => [key, plantedData(field as z.core.$ZodType, seed + n)]),
    )
  if (schema instanceof z.ZodArray) return [plantedData(schema.element, seed)]
  if (schema instanceof z.ZodUnion) return plantedData(schema.options[0]!, seed)
  if (schema instanceof z.ZodRecord) {
    const key = plantedData(schema.keyType, seed) as string
    return { [key]: plantedData(schema.valueType, seed) }
  }
  if (schema instanceof z.ZodEnum) return schema.options[seed % schema.options.length]
  if (schema instanceof z.ZodLiteral) return [...schema.values][0]
  if (schema instanceof z.ZodBoolean) return seed % 2 === 0
  if (schema instanceof z.ZodNumber) return schema.minValue ?? 0
  if (schema instanceof z.ZodString)
    return [planted(seed), ...TEXTS].find((text) => schema.safeParse(text).success) ?? planted(seed)
  return planted(seed)
}

const planted = (n: number): string => PLANTED[n % PLANTED.length]!
/** For texts of a form of their own: a subject's id, dates, an offence. */
const TEXTS = [`s-${'a'.repeat(32)}`, '2024-03-01', '2024', '213']

/** The same data gone wrong at one place after the other: a text where none belongs, a field that does not exist. */
export const malformedWith = (data: unknown): unknown[] => [
  ...leavesOf(data).map(({ path }, n) => replaced(data, path, { [planted(n)]: planted(n + 1) })),
  ...leavesOf(data).map(({ path }, n) => replaced(data, path, `${planted(n)}\u0000`)),
  ...leavesOf(data).map(({ path }, n) => replaced(data, path, planted(n).repeat(400))),
  ...PLANTED.map((value) => ({ ...(data as object), [value]: value })),
  PLANTED[0],
  [PLANTED[1]],
]

type Leaf = { path: readonly (string | number)[]; value: unknown }

const leavesOf = (value: unknown, path: Leaf['path'] = []): Leaf[] => {
  if (Array.isArray(value)) return value.flatMap((item, n) => leavesOf(item, [...path, n]))
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
}

const replaced = <T>(data: T, [key, ...rest]: Leaf['path'], value: unknown): T => {
  if (key === undefined) return value as T
  const copy = (Array.isArray(data) ? [...data] : { ...data }) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, value)
  return copy as T
}
