/** Turns data of one schema version into that of the next. Pure: no clock, no lookups; runs on read only (D4). */
export type Upcaster = (data: unknown) => unknown

/** Type → version upcast from → step to the version after it. Every version a type ever had, but its current one, stands here. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, Upcaster>>>>

/** None yet: every type stands at version 1. A new version adds its step here and its fixture in `fixtures/`. */
export const UPCASTERS: Upcasters = {}

/**
 * Data as the current version has it.
 * @returns undefined when no way leads from `from` to `to`: a later version than this program knows, or a missing step.
 */
export const upcast = (
  type: string,
  data: unknown,
  { from, to }: { from: number; to: number },
  upcasters: Upcasters = UPCASTERS,
): { data: unknown } | undefined => {
  if (from === to) return { data }
  const step = from < to ? upcasters[type]?.[from] : undefined
  return step && upcast(type, step(data), { from: from + 1, to }, upcasters)
}
