import type { Assessment, MatterFacts, Question } from '@case-ledger/contracts'
import type { Rulebook } from '../register.ts'
import { type AssessOptions, withDefaults } from './options.ts'
import { type Context, rowOf, uncoveredRows } from './row.ts'
import { docketsOf } from './subject.ts'

const QUESTIONS: readonly Question[] = ['at-decision', 'today']

/**
 * Judges one matter 逐人、逐罪、逐问题评估: one row for each subject, offence and question, with every limb's test inside and the
 * decisive one on top. Pure: the same facts, rulebook and day give the same rows, whatever the order of the sheets.
 *
 * Verdicts speak of the number only; the elements stand beside it. An unconfirmed rule, an open role, a figure without a statutory
 * basis or a gap of the law never makes more than `possible`.
 */
export const assess = (facts: MatterFacts, rulebook: Rulebook, options: AssessOptions): Assessment[] => {
  const full = withDefaults(options)
  const dockets = docketsOf(facts, rulebook, full.today)
  return dockets.flatMap((docket) =>
    QUESTIONS.flatMap((question) => {
      const ctx: Context = { facts, rulebook, options: full, question }
      return [
        ...docket.tried.map((tried) => rowOf(ctx, docket, tried)),
        ...docket.uncovered.flatMap((none) => uncoveredRows(ctx, docket, none)),
      ]
    }),
  )
}
