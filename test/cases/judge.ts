import type { Principal } from '@case-ledger/access'
import { type Assessment, VERDICTS, type Verdict } from '@case-ledger/contracts'
import { mapPublishedCase } from '@case-ledger/interchange'
import { loadRulebook } from '@case-ledger/rulebook'
import { memoryKit } from '@case-ledger/service-kit/testing/memory'
import { module as blacklisting } from '../../services/credit-blacklisting/index.ts'
import { module as intake } from '../../services/intake/index.ts'
import { module as linkage } from '../../services/judicial-linkage/index.ts'
import { module as referral } from '../../services/referral/index.ts'
import type { Suspicion } from '../../services/supervision/families/suspicion.ts'
import { fold } from '../../services/supervision/file/fold.ts'
import { emptyFile, type MatterFile } from '../../services/supervision/file/matter-file.ts'
import { lookAtMatter } from '../../services/supervision/screening/look.ts'
import { SIGNAL_FAMILIES } from '../../services/supervision/screening/screening.ts'

/** The day on which the cases are looked at. */
export const TODAY = '2026-11-24'

export type Judged = {
  matter: string
  file: MatterFile
  /** At the decision only; `today` is the other question. */
  assessments: readonly Assessment[]
  findings: readonly Suspicion[]
  /** Acts that an aggregate refused, by code; none in a sound mapping. */
  refused: readonly string[]
}

const rulebook = loadRulebook()
const aggregates = [intake, referral, linkage, blacklisting].flatMap((m) => m.aggregates)
const importer: Principal = {
  kind: 'import',
  id: 'judge',
  agency: 'judge',
  agencyKind: 'other',
  roles: ['importer'],
  region: '440000/440300',
  level: 'city',
}

/** One published case through the whole system in memory: mapped, recorded by the aggregates, folded, assessed, looked at. */
export const judge = async (json: unknown): Promise<Judged> => {
  const { acts, problems } = mapPublishedCase(json)
  const { handler, ledger, codec } = memoryKit(aggregates)
  const refused = problems.map((p) => `${p.code} ${p.field ?? ''}`)
  for (const [n, { v: _v, id: _id, ...act }] of acts.entries())
    await handler
      .submit({ ...act, commandId: `line-${n}`, principal: importer })
      .catch((error: Error) => refused.push(`${act.act}: ${error.message}`))
  const matter = acts[0]?.matter ?? ''
  let file = emptyFile(matter)
  for await (const read of ledger.readAll(-1n))
    if (read.kind === 'event') file = fold(file, await codec.decode(read.event))
  const look = lookAtMatter(file, rulebook, TODAY)
  return {
    matter,
    file,
    assessments: look.assessments.filter((a) => a.question === 'at-decision'),
    findings: SIGNAL_FAMILIES.flatMap((family) => family.look(look)),
    refused,
  }
}

/** Highest verdict of some rows; `undefined` where there are none. */
export const best = (rows: readonly { verdict: Verdict }[]): Verdict | undefined =>
  rows.map((row) => row.verdict).toSorted((a, b) => VERDICTS.indexOf(b) - VERDICTS.indexOf(a))[0]
