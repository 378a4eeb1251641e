import { type Assessment, LedgerError } from '@case-ledger/contracts'
import { lookAtMatter, presenterOf } from '@case-ledger/supervision'
import { assessmentsText } from '../assessments-text.ts'
import type { Output } from '../output.ts'
import type { Session } from '../session.ts'

const PAGE = 500

/** Every matter's assessments, or one matter's, under the law of the matter and of today. */
export const assessVerb = async (matter: string | undefined, session: Session, output: Output): Promise<void> => {
  await session.caughtUp()
  const { queries, rulebook, today } = presenterOf(session.app.parts)
  const assessments: Assessment[] = []
  if (matter !== undefined) {
    const file = await queries.file(matter)
    if (file === undefined) throw new LedgerError('target.not_found', { detail: matter })
    assessments.push(...lookAtMatter(file, rulebook, today()).assessments)
  } else {
    for (let after = ''; ; ) {
      const files = await queries.files(after, PAGE)
      for (const file of files) assessments.push(...lookAtMatter(file, rulebook, today()).assessments)
      if (files.length < PAGE) break
      after = files.at(-1)?.matter ?? ''
    }
  }
  output.answer({ assessments }, () => assessmentsText(assessments))
}
