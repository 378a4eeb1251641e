import { z } from 'zod'
import { day, NATURES, type Rule, THRESHOLD_ROLES } from './rule.ts'

/**
 * Where a reader of a rule goes wrong 易错点. It applies to the rules named one by one, and to those that match every selector
 * given; with dates, only to versions in force at some time between them.
 */
export const caution = z.strictObject({
  key: z.string(),
  zh: z.string(),
  en: z.string(),
  rules: z.array(z.string()).optional(),
  offences: z.array(z.string()).optional(),
  roles: z.array(z.enum(THRESHOLD_ROLES)).optional(),
  bases: z.array(z.string()).optional(),
  instruments: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  natures: z.array(z.enum(NATURES)).optional(),
  from: day.optional(),
  to: day.optional(),
})
export type Caution = z.infer<typeof caution>

const includes = (list: readonly string[] | undefined, value: unknown): boolean =>
  list === undefined || (typeof value === 'string' && list.includes(value))

const hasSelector = ({ offences, roles, bases, instruments, groups, natures }: Caution): boolean =>
  [offences, roles, bases, instruments, groups, natures].some((selector) => selector !== undefined)

const matches = (c: Caution, rule: Rule): boolean => {
  const about: Partial<Record<string, unknown>> = rule
  return (
    hasSelector(c) &&
    includes(c.offences, about.offence) &&
    includes(c.roles, about.role) &&
    includes(c.bases, about.basis) &&
    includes(c.instruments, rule.instrument) &&
    includes(c.groups, about.dutyGroup) &&
    includes(c.natures, about.nature) &&
    (c.to === undefined || rule.from <= c.to) &&
    (c.from === undefined || rule.to === null || rule.to >= c.from)
  )
}

export const cautionsFor = (rule: Rule, cautions: readonly Caution[]): Caution[] =>
  cautions.filter((c) => c.rules?.includes(rule.id) || matches(c, rule))
