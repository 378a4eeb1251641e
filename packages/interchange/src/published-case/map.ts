import type { ActLine, Problem } from '@case-ledger/contracts'
import { problemOf } from '../problem-of.ts'
import { criminalActs } from './acts/criminal.ts'
import { decisionActs } from './acts/decisions.ts'
import { caseActs } from './acts/file-case.ts'
import { opinionActs, proposalActs, recommendationActs } from './acts/instruments.ts'
import { listingActs } from './acts/listing.ts'
import { crimeTransfer, otherTransfers } from './acts/transfers.ts'
import { cameBefore } from './dates.ts'
import { natureOf } from './nature.ts'
import { eventIndex } from './prose.ts'
import { type Reading, readingOf } from './reading.ts'
import { publishedCase } from './schema.ts'
import { sheetsOf } from './sheets.ts'
import type { MappingWarning } from './warning.ts'
import { writerOf } from './writer.ts'

export type MappedCase = { acts: ActLine[]; warnings: MappingWarning[]; problems: Problem[] }

const DECIDED = /处罚|罚款|罚没|责令改正/
const BEFORE_POLICE = /移送|移交|公安|警方|刑|逮捕|批捕|起诉/

/** Whether the agency decided before it transferred: by dates, else by tag, else by the order of the steps. */
const decidedBeforeTransfer = ({ file, dates, prose, tagged }: Reading): boolean => {
  const [decided, transferred] = [dates.at('penalised'), dates.at('transferred')]
  if (decided && transferred) return cameBefore(decided, [transferred])
  if (tagged('penalty_after_transfer')) return false
  if (file.outcome === 'penalty_then_criminal' || file.outcome === 'supervised_filing') return true
  const penalty = prose.events.findIndex((event) => DECIDED.test(event) && !/曾/.test(event))
  const transfer = eventIndex(prose, BEFORE_POLICE)
  return penalty !== -1 && transfer !== -1 && penalty < transfer
}

/**
 * Maps one published case to acts, in the order in which they happened as far as the source shows it. By general rules on fields and
 * wording: what is not said makes no act. A field of a wrong type is a problem, and such a case makes no acts at all, so that its
 * corrected line is the first. An unknown field or word is a warning and is left out.
 */
export const mapPublishedCase = (json: unknown): MappedCase => {
  const parsed = publishedCase.safeParse(json)
  if (!parsed.success) return { acts: [], warnings: [], problems: [problemOf(parsed.error)] }
  const reading = readingOf(parsed.data)
  const write = writerOf(reading)
  const nature = natureOf(reading)
  const { sheets, warnings } = sheetsOf(reading)
  const opinion = opinionActs(reading, write)
  const decisions = decisionActs(reading, nature, sheets, write)
  const criminal = [
    ...proposalActs(reading, write),
    ...crimeTransfer(reading, sheets, write),
    ...criminalActs(reading, sheets, write),
  ]
  const administrativeFirst = nature === 'administrative' && decidedBeforeTransfer(reading)
  return {
    acts: [
      ...caseActs(reading, nature, sheets, write),
      ...(administrativeFirst ? decisions : criminal),
      ...(administrativeFirst ? criminal : []),
      ...otherTransfers(reading, write),
      ...opinion.before,
      ...(administrativeFirst ? [] : decisions),
      ...opinion.after,
      ...recommendationActs(reading, write),
      ...listingActs(reading, write),
    ],
    warnings: [...reading.warnings, ...warnings],
    problems: [],
  }
}
