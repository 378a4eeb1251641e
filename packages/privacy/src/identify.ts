import { fieldPath, LedgerError, type Party, type SubjectId, subjectId } from '@case-ledger/contracts'
import type { z } from 'zod'
import { chosen, type Plan, planOf } from './plan.ts'
import { placeId, subjectOf } from './subject-id.ts'

type Fields = Record<string, unknown>

/**
 * A command's data with `subject` filled in on every party, and on every other object that holds personal values of its
 * own: there it is the subject of the party standing directly in it, else that of its place (see `subject-id.ts`).
 * The data given stays as it is.
 * @throws LedgerError `input.malformed`, see `subjectOf`.
 */
export const identify = <T>(key: Uint8Array, schema: z.ZodType, data: T, matter: string | undefined): T => {
  const fill = (plan: Plan | undefined, value: unknown, path: string): unknown => {
    if (plan === undefined || value === undefined || value === null) return value
    switch (plan.kind) {
      case 'personal':
        return value
      case 'each':
        return mapEntries(value as Fields, (item, name) => fill(plan.item, item, join(path, name)))
      case 'either':
        return fill(chosen(plan, value), value, path)
      case 'object':
        return withSubject(plan, fillFields(plan, value as Fields, path), path)
    }
  }

  const fillFields = ({ fields }: ObjectPlan, value: Fields, path: string): Fields => {
    const filled = fields.flatMap(([name, plan]) =>
      value[name] === undefined ? [] : [[name, fill(plan, value[name], join(path, name))]],
    )
    return { ...value, ...Object.fromEntries(filled) }
  }

  const withSubject = (plan: ObjectPlan, value: Fields, path: string): Fields => {
    const place = { matter, path }
    if (plan.isParty) return { ...value, subject: subjectOf(key, value as Partial<Party>, place) }
    if (!plan.hasSubject || !plan.ownsPersonal) return value
    if (value.subject !== undefined) return withOwnSubject(value, path)
    return { ...value, subject: partyWithin(plan, value) ?? placeId(key, place) }
  }

  return fill(planOf(schema), data, '') as T
}

type ObjectPlan = Plan & { kind: 'object' }

/** Any other text in its place would be stored in the open, and seal with a key that cannot be. */
const withOwnSubject = (value: Fields, path: string): Fields => {
  if (subjectId.safeParse(value.subject).success) return value
  const field = fieldPath(['data', ...path.split('.').filter(Boolean), 'subject'])
  throw new LedgerError('input.malformed', { field, detail: 'no subject id' })
}

const partyWithin = ({ fields }: ObjectPlan, value: Fields): SubjectId | undefined => {
  const party = fields.find(([name, plan]) => plan.kind === 'object' && plan.isParty && value[name] !== undefined)
  return party && (value[party[0]] as Party).subject
}

const mapEntries = (value: Fields | unknown[], map: (item: unknown, name: string) => unknown): unknown =>
  Array.isArray(value)
    ? value.map((item, index) => map(item, String(index)))
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, map(item, name)]))

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
