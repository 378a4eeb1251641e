import { z } from 'zod'
import type { MappingWarning } from './warning.ts'

/** `null` in a published case is the same as leaving the field out: not known. */
const may = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined)

const text = z.string()
const list = may(z.array(text)).transform((values) => values ?? [])
/** Money in yuan (fen after the point) or a count; the key says which. */
const figure = z.number().min(0).max(9_000_000_000_000)

const agency = z.looseObject({ name: text, role: may(text) })
const party = z.looseObject({ name: may(text), kind: may(text), kind_inferred: may(z.boolean()) })
const region = z.looseObject({ province: may(text), city: may(text), county: may(text), other_regions: list })
const penalty = z.looseObject({
  fine_cny: may(figure),
  confiscated_cny: may(figure),
  total_penalty_cny: may(figure),
  decision: may(text),
  document_number: may(text),
  approx: list,
})
const criminal = z.looseObject({
  transferred: may(z.boolean()),
  transferred_basis: may(text),
  filed: may(z.boolean()),
  charge: may(text),
  sentence: may(text),
  not_prosecuted: may(z.boolean()),
  supervised_by_procuratorate: may(z.boolean()),
  supervision_kind: may(text),
  route: may(text),
})

/** One line of a published-case file 公开案例: facts of a case as a public source told them. Unknown fields stay, and are warned about. */
export const publishedCase = z.looseObject({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:〔〕()（）-]*$/u),
  title_zh: may(text),
  region: may(region),
  agencies: may(z.array(agency)).transform((values) => values ?? []),
  party: may(party),
  right: may(text),
  brands: list,
  goods: may(text),
  channel: may(text),
  dates: may(z.record(z.string(), may(z.union([text, z.int()])))).transform((values) => values ?? {}),
  amounts: may(z.record(z.string(), may(z.union([figure, z.array(text)])))).transform((values) => values ?? {}),
  admin_penalty: may(penalty),
  criminal: may(criminal),
  outcome: may(text),
  outcome_tags: list,
  events_zh: list,
  repeat_of: may(text),
  source_url: may(text),
  source_title: may(text),
  mirror: may(z.boolean()),
  excerpt_truncated: may(z.boolean()),
  note: may(text),
})
export type PublishedCase = z.output<typeof publishedCase>
export type PublishedAgency = z.output<typeof agency>

const NESTED = { region, party, admin_penalty: penalty, criminal } as const

/** Fields that this format does not have, so that nothing is dropped in silence. */
export const unknownFields = (file: PublishedCase): MappingWarning[] => {
  const beyond = (value: object | undefined, shape: object, path: string): MappingWarning[] =>
    Object.keys(value ?? {})
      .filter((key) => !Object.hasOwn(shape, key))
      .map((key) => ({ code: 'unknown_field', field: path + key }))
  return [
    ...beyond(file, publishedCase.shape, ''),
    ...Object.entries(NESTED).flatMap(([key, schema]) =>
      beyond(file[key as keyof typeof NESTED], schema.shape, `${key}.`),
    ),
    ...file.agencies.flatMap((entry, i) => beyond(entry, agency.shape, `agencies.${i}.`)),
  ]
}
