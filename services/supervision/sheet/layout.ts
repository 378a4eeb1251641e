import type { Family } from '@case-ledger/contracts'
import type { BoxOf } from './box.ts'
import { agency, conduct, decision, earlier, party, sameSubject } from './case-boxes.ts'
import { against, clearedBy, events, missing, points, sources } from './judgement-boxes.ts'
import { amount, elements, limitation, offence, ruleOnly } from './number-boxes.ts'
import { administrative, criminal, letters, transfer } from './road-boxes.ts'

/** A row of the sheet: one box over its whole width, or two side by side. */
export type SheetRow = readonly [BoxOf] | readonly [BoxOf, BoxOf]

const DECISION: readonly SheetRow[] = [
  [party, sameSubject],
  [agency, decision],
]
const JUDGEMENT: readonly SheetRow[] = [[against, clearedBy], [missing], [events]]
const NUMBER: readonly SheetRow[] = [[offence], [amount], [elements]]

/** 核查表的栏目: which boxes the sheet of a family has, in their order. */
export const LAYOUTS: Record<Family, readonly SheetRow[]> = {
  'SIG-01': [
    ...DECISION,
    [points],
    [conduct, limitation],
    ...NUMBER,
    [transfer, letters],
    [earlier, sources],
    ...JUDGEMENT,
  ],
  'SIG-02': [
    ...DECISION,
    [points],
    [conduct, limitation],
    ...NUMBER,
    [transfer, letters],
    [earlier, sources],
    ...JUDGEMENT,
  ],
  'SIG-09': [[party, ruleOnly], [points], [criminal], [letters], [administrative, sources], ...JUDGEMENT],
  'SIG-22': [...DECISION, [points], [ruleOnly], [conduct, earlier], [letters, sources], ...JUDGEMENT],
}
