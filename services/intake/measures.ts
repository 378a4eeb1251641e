import type { Tri } from '@case-ledger/contracts'
import { changeLast, someStand } from './standing.ts'

/** A measure 查封、扣押、先行登记保存、抽样、检查; seized goods go by the number of their list 清单. */
export type Measure = { kind: string; listNumber?: string; lifted: boolean }

/** Measures that hold goods back, and so can be lifted. */
const HOLDS_GOODS: readonly string[] = ['seizure', 'sealing', 'registered_preservation']

const isSeizure = (measure: Measure, listNumber: string | undefined): boolean =>
  HOLDS_GOODS.includes(measure.kind) && (listNumber === undefined || measure.listNumber === listNumber)

/** Whether goods of that list (any, when it is left out) are still held. */
export const seizureStands = (measures: readonly Measure[], listNumber: string | undefined): Tri =>
  someStand(measures.filter((measure) => isSeizure(measure, listNumber)).map((measure) => !measure.lifted))

export const lift = (measures: readonly Measure[], listNumber: string | undefined): readonly Measure[] =>
  changeLast(measures, (measure) => !measure.lifted && isSeizure(measure, listNumber), { lifted: true })
