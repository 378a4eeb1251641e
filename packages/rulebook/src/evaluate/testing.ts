import {
  type Assessment,
  type FactSheet,
  factSheet,
  type MatterFacts,
  parseWhen,
  type When,
} from '@case-ledger/contracts'
import type { z } from 'zod'
import { loadRulebook } from '../register.ts'
import { assess } from './assess.ts'

export const rulebook = loadRulebook()
export const TODAY = '2026-11-24'

/** Subject ids for specs. */
export const subjectNo = (n: number): string => `m-${String(n).padStart(32, '0')}`
export const SUBJECT = subjectNo(1)

type SheetInput = Omit<z.input<typeof factSheet>, 'subject'> & { subject?: string }
export const sheet = (input: SheetInput = {}): FactSheet => factSheet.parse({ subject: SUBJECT, ...input })

export const at = (text: string): When => {
  const parsed = parseWhen(text)
  if (!parsed) throw new Error(`not a date: ${text}`)
  return parsed
}

/** Yuan to fen. */
export const yuan = (amount: number): number => Math.round(amount * 100)

export const facts = (sheets: readonly FactSheet[], more: Partial<MatterFacts> = {}): MatterFacts => ({
  matter: 'M1',
  sheets,
  outcomes: [],
  charges: [],
  ...more,
})

export const judged = (sheets: FactSheet | readonly FactSheet[], more: Partial<MatterFacts> = {}): Assessment[] =>
  assess(facts([sheets].flat() as FactSheet[], more), rulebook, { today: TODAY })

/** The row of one offence; the first one of that offence where a matter holds several subjects. */
export const rowFor = (
  rows: readonly Assessment[],
  offence: string,
  question: Assessment['question'] = 'today',
): Assessment => {
  const row = rows.find((r) => r.offence === offence && r.question === question)
  if (!row) throw new Error(`no row for ${offence}; there are ${rows.map((r) => r.offence).join(', ')}`)
  return row
}

export const verdictOf = (
  sheets: FactSheet | readonly FactSheet[],
  offence: string,
  more: Partial<MatterFacts> = {},
  question: Assessment['question'] = 'today',
) => rowFor(judged(sheets, more), offence, question).verdict
