import { z } from 'zod'

/** Three-valued truth 三值: published and real files leave things out, so silence is `unknown`, never `no`. */
export const tri = z.enum(['yes', 'no', 'unknown'])
export type Tri = z.infer<typeof tri>

export const triOf = (value: boolean | undefined): Tri => (value === undefined ? 'unknown' : value ? 'yes' : 'no')

/** Kleene conjunction: one `no` decides, otherwise one `unknown` leaves it open. */
export const allOf = (values: readonly Tri[]): Tri =>
  values.includes('no') ? 'no' : values.includes('unknown') ? 'unknown' : 'yes'

/** Kleene disjunction: one `yes` decides, otherwise one `unknown` leaves it open. */
export const anyOf = (values: readonly Tri[]): Tri =>
  values.includes('yes') ? 'yes' : values.includes('unknown') ? 'unknown' : 'no'

/**
 * A step of an aggregate 程序步骤: taken (with what is known of it), known not to have been taken, or unknown.
 * State is a set of these, never one linear status (D1).
 */
export type Step<T> = { is: 'taken'; value: T } | { is: 'absent' } | { is: 'unknown' }

export const taken = <T>(value: T): Step<T> => ({ is: 'taken', value })
export const absent: Step<never> = { is: 'absent' }
export const unknownStep: Step<never> = { is: 'unknown' }

/** Whether the step was taken, as a three-valued answer. */
export const wasTaken = (step: Step<unknown>): Tri =>
  step.is === 'taken' ? 'yes' : step.is === 'absent' ? 'no' : 'unknown'

export const takenValue = <T>(step: Step<T>): T | undefined => (step.is === 'taken' ? step.value : undefined)

/** Whether something is written down; where it is left out the file is silent. */
export const isStated = (text: string | undefined): Tri =>
  text === undefined || text.trim() === '' ? 'unknown' : 'yes'
