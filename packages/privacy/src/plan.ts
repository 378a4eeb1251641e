import { LedgerError, partySchemas, personalFields } from '@case-ledger/contracts'
import type { z } from 'zod'

/** Where in data of one schema personal values and parties stand; `undefined` = nowhere. Made once for each schema. */
export type Plan =
  | { kind: 'personal' }
  | {
      kind: 'object'
      fields: readonly (readonly [name: string, plan: Plan])[]
      isParty: boolean
      /** It may name whose data it holds: the key of personal values inside it, up to the next such object. */
      hasSubject: boolean
      /** Personal values inside it are its own, not those of an object within that has a subject itself. */
      ownsPersonal: boolean
    }
  | { kind: 'each'; item: Plan }
  | { kind: 'either'; options: readonly { schema: z.core.$ZodType; plan: Plan | undefined }[] }

const plans = new WeakMap<z.core.$ZodType, { plan: Plan | undefined }>()

export const planOf = (schema: z.core.$ZodType): Plan | undefined => {
  const known = plans.get(schema)
  if (known) return known.plan
  const plan = personalFields.has(schema) ? ({ kind: 'personal' } as const) : structureOf(schema as z.core.$ZodTypes)
  plans.set(schema, { plan })
  return plan
}

const structureOf = (schema: z.core.$ZodTypes): Plan | undefined => {
  const { def } = schema._zod
  switch (def.type) {
    case 'object':
      return objectPlan(schema, def.shape)
    case 'array':
      return each(planOf(def.element))
    case 'record':
      return each(planOf(def.valueType))
    case 'union':
      return eitherPlan(def.options)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return planOf(def.innerType)
    case 'string':
    case 'number':
    case 'boolean':
    case 'literal':
    case 'enum':
    case 'null':
    case 'undefined':
      return undefined
    default:
      // Better no start than a personal value stored in the open because its schema was not understood.
      throw new LedgerError('run.internal', { detail: `no plan for schemas of kind ${def.type}` })
  }
}

const objectPlan = (schema: z.core.$ZodTypes, shape: z.core.$ZodShape): Plan | undefined => {
  const fields = Object.entries(shape).flatMap(([name, field]) => {
    const plan = planOf(field)
    return plan ? [[name, plan] as const] : []
  })
  const isParty = partySchemas.has(schema)
  if (fields.length === 0 && !isParty) return undefined
  const ownsPersonal = fields.some(([, plan]) => reachesPersonal(plan))
  return { kind: 'object', fields, isParty, hasSubject: 'subject' in shape, ownsPersonal }
}

const each = (item: Plan | undefined): Plan | undefined => item && { kind: 'each', item }

const eitherPlan = (schemas: readonly z.core.$ZodType[]): Plan | undefined => {
  const options = schemas.map((schema) => ({ schema, plan: planOf(schema) }))
  return options.some(({ plan }) => plan) ? { kind: 'either', options } : undefined
}

/** Whether a personal value lies in it that no inner `subject` claims. */
export const reachesPersonal = (plan: Plan | undefined): boolean => {
  switch (plan?.kind) {
    case undefined:
      return false
    case 'personal':
      return true
    case 'object':
      return !plan.hasSubject && plan.ownsPersonal
    case 'each':
      return reachesPersonal(plan.item)
    case 'either':
      return plan.options.some((option) => reachesPersonal(option.plan))
  }
}

/** The option of a union that this value is of. */
export const chosen = (plan: Plan & { kind: 'either' }, value: unknown): Plan | undefined =>
  plan.options.find(({ schema }) => (schema as z.ZodType).safeParse(value).success)?.plan
