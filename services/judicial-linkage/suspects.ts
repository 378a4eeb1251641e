import { anyOf, type Party, type Step, type SubjectId, type Tri, unknownStep } from '@case-ledger/contracts'
import type { Judgment } from './judgments.ts'

/** 犯罪嫌疑人、被告人: what stands on file about one of them. */
export type Suspect = {
  filing: Step<true>
  arrest: Step<true>
  /** 移送起诉、提起公诉. */
  prosecution: Step<'sent_for_prosecution' | 'prosecuted'>
  nonProsecution: Step<true>
  judgments: readonly Judgment[]
  /** The entry stands for several people, who may fare differently. */
  several: boolean
}

export type Suspects = {
  named: Readonly<Record<SubjectId, Suspect>>
  /** What acts that name nobody say: of the case, and so of each suspect of whom nothing else is on file. */
  unnamed: Suspect
}

const unknownSuspect: Suspect = {
  filing: unknownStep,
  arrest: unknownStep,
  prosecution: unknownStep,
  nonProsecution: unknownStep,
  judgments: [],
  several: false,
}

export const noSuspects: Suspects = { named: {}, unnamed: unknownSuspect }

/** How an act names whom it is about. */
export type About = { suspect?: SubjectId; party?: Party }

/** Whom an act is about: as it says, or the only suspect there is; `undefined` when several or none come into question. */
export const suspectOf = ({ named }: Suspects, { suspect, party }: About): SubjectId | undefined => {
  const all = Object.keys(named)
  return suspect ?? party?.subject ?? (all.length === 1 ? all[0] : undefined)
}

/** What is on file about whom the act names. */
export const onFile = (suspects: Suspects, about: About): Suspect => {
  const who = suspectOf(suspects, about)
  return who === undefined ? suspects.unnamed : (suspects.named[who] ?? unknownSuspect)
}

/** A contradiction is certain only about one named person; of several, one may fare so and another otherwise. */
export const isOnePerson = (suspects: Suspects, about: About): boolean =>
  suspectOf(suspects, about) !== undefined && !onFile(suspects, about).several

/** The answer for whom the act names: of the suspect, else of the case; where nobody is named, of any suspect. */
export const standing = (suspects: Suspects, about: About, ask: (suspect: Suspect) => Tri): Tri => {
  const own = ask(onFile(suspects, about))
  if (own !== 'unknown') return own
  return suspectOf(suspects, about) === undefined ? ofAnybody(suspects, ask) : ask(suspects.unnamed)
}

export const ofAnybody = ({ named, unnamed }: Suspects, ask: (suspect: Suspect) => Tri): Tri =>
  anyOf([unnamed, ...Object.values(named)].map(ask))

/** With what an act adds about whom it names. */
export const change = (suspects: Suspects, about: About, to: (suspect: Suspect) => Partial<Suspect>): Suspects => {
  const all = withParties(suspects, [about.party])
  const before = onFile(all, about)
  const after = { ...before, ...to(before) }
  const who = suspectOf(all, about)
  return who === undefined ? { ...all, unnamed: after } : { ...all, named: { ...all.named, [who]: after } }
}

/** With those parties among the suspects. */
export const withParties = ({ named, unnamed }: Suspects, parties: readonly (Party | undefined)[]): Suspects => {
  const added = parties.flatMap((party): [SubjectId, Suspect][] => {
    if (party?.subject === undefined) return []
    const known = named[party.subject] ?? unknownSuspect
    return [[party.subject, { ...known, several: known.several || isSeveral(party) }]]
  })
  return { named: { ...named, ...Object.fromEntries(added) }, unnamed }
}

const isSeveral = ({ kind, heads }: Party): boolean => kind === 'group' || (heads ?? 1) > 1
