import type { JudicialOutcome, MatterFacts, When } from '@case-ledger/contracts'
import { lastDay } from '@case-ledger/contracts'
import { dateOf, type Entry, type MatterFile, standingPenalties } from './matter-file.ts'

/** The administrative decision asked about: the last penalty that stands, else the last other outcome, else the closure. */
export const decisionOf = (file: MatterFile): Entry | undefined =>
  standingPenalties(file).at(-1) ?? file.outcomes.at(-1) ?? file.closures.at(-1)

const earliest = (dates: readonly (When | undefined)[]): When | undefined =>
  dates.filter((d) => d !== undefined).toSorted((a, b) => lastDay(a).localeCompare(lastDay(b)))[0]

/** What the rulebook is shown of the file. */
export const factsOf = (file: MatterFile): MatterFacts => {
  const outcomes = file.criminal.flatMap((s): JudicialOutcome[] =>
    s.outcome === undefined
      ? []
      : (s.offences.length === 0 ? [undefined] : s.offences).map((offence) => ({
          subject: s.subject ?? soleParty(file) ?? '',
          ...(offence ? { offence } : {}),
          outcome: s.outcome as JudicialOutcome['outcome'],
          ...(dateOf(s) ? { at: dateOf(s) } : {}),
        })),
  )
  const charges = file.criminal.flatMap((s) =>
    s.offences.map((offence) => ({ ...(s.subject ? { subject: s.subject } : {}), offence })),
  )
  const decision = dateOf(decisionOf(file))
  const acted = [...file.leads, ...file.filings, ...file.measures, ...file.criminal, ...file.penalties, ...file.sheets]
  const knownBy = earliest(acted.map(dateOf)) ?? earliest(file.publishedAt)
  return {
    matter: file.matter,
    sheets: file.sheets.map((s) => s.sheet),
    outcomes,
    charges,
    ...(decision ? { decidedAt: decision } : {}),
    ...(knownBy ? { knownBy } : {}),
  }
}

export const soleParty = (file: MatterFile): string | undefined => {
  const subjects = Object.keys(file.parties)
  return subjects.length === 1 ? subjects[0] : undefined
}
