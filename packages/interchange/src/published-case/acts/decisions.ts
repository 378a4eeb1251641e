import type { ActLine } from '@case-ledger/contracts'
import { redact } from '../names.ts'
import type { Nature } from '../nature.ts'
import type { Reading } from '../reading.ts'
import type { PartySheet } from '../sheets.ts'
import type { Said, Write } from '../writer.ts'
import { reasonsNotToTransfer, statesNonTransfer } from './non-transfer.ts'
import { decidedOf, penaltyData } from './penalty.ts'

const revocationGround = (events: readonly string[]): string => {
  const told = events.filter((event) => /撤销/.test(event)).join('。')
  if (/法院[^，。]*撤销/.test(told)) return 'court'
  if (/复议(?:机关|决定)[^，。]*撤销/.test(told)) return 'reconsideration'
  return /上级[^，。]*撤销/.test(told) ? 'superior' : 'self_corrected'
}

const UNPAID = /(?:未|拒不|不)(?:缴|履行)/

/** The agency's decisions in their order: penalty, revocation, no penalty, penalty again; payment; a non-transfer stated; closure. */
export const decisionActs = (
  reading: Reading,
  nature: Nature,
  sheets: readonly PartySheet[],
  write: Write,
): ActLine[] => {
  const { file, agencies, dates, prose, tagged } = reading
  const agency = agencies.who('administrative', 'penalising')
  const decided = decidedOf(reading)
  const penalised = decided === 'penalty'
  const text = (raw: string | undefined) => (raw ? { reasons: redact(raw, file.party?.name).slice(0, 1000) } : {})
  const acts: ActLine[] = []
  const decide = (verb: string, said: Omit<Said, 'agency'>) =>
    acts.push(write(`intake.case.${verb}`, { agency, ...said }))

  if (penalised)
    decide('penalise', {
      at: dates.at('penalised'),
      data: penaltyData(reading, sheets),
      inferred: [
        ...(file.admin_penalty?.decision === undefined ? ['outcome'] : []),
        ...(file.admin_penalty?.approx ?? []).map((field) => `admin_penalty.${field}`),
      ],
    })
  if (penalised && (dates.at('revoked') || tagged('decision_revoked')))
    decide('revokePenalty', {
      at: dates.at('revoked'),
      data: { ground: revocationGround(prose.events) },
      inferred: ['ground'],
    })
  if (penalised && dates.at('noPenalty'))
    decide('decideOutcome', { at: dates.at('noPenalty'), data: { outcome: 'no_penalty' } })
  if (decided !== undefined && !penalised)
    decide('decideOutcome', {
      at: decided === 'no_penalty' ? dates.at('noPenalty') : undefined,
      data: { outcome: decided, ...text(file.admin_penalty?.decision) },
    })
  if (dates.at('penalisedAgain'))
    decide('penalise', { at: dates.at('penalisedAgain'), data: { party: reading.caseParty.party } })
  const unpaid = prose.events.some((event) => UNPAID.test(event))
  if (penalised && (unpaid || dates.at('paid')))
    decide('recordPayment', {
      at: dates.at('paid') ?? dates.at('reminder'),
      data: { complete: !unpaid },
      inferred: ['complete'],
    })
  if (statesNonTransfer(reading, nature))
    decide('stateNonTransfer', { data: { statedBy: 'source', ...text(reasonsNotToTransfer(reading)) } })
  if (dates.at('closed') && nature === 'administrative') decide('close', { at: dates.at('closed'), data: {} })
  return acts
}
