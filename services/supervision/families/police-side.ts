import { isBefore } from '@case-ledger/contracts'
import { type CriminalStep, dateOf, type Entry, type MatterFile, type TransferRecord } from '../file/matter-file.ts'

/** What the file says of the criminal side, as far as non-transfer is concerned. */
export type PoliceSide = {
  steps: readonly CriminalStep[]
  crimeTransfers: readonly (TransferRecord & { dispatched: NonNullable<TransferRecord['dispatched']> })[]
  refusals: readonly (Entry & { reasoned: boolean })[]
  supervised: boolean
  /** Police and agency acted together, or the police were first, or they gave it back: nothing was withheld from them. */
  policeKnew: boolean
  /** Criminal process ended first and the matter came back to the agency 反向衔接. */
  cameBack: boolean
  advised: boolean
}

const POLICE_KNEW = ['police_first', 'joint', 'admin_transfer', 'procuratorate_advised']

export const policeSide = (file: MatterFile): PoliceSide => {
  const has = (step: CriminalStep['step']) => file.criminal.some((s) => s.step === step)
  return {
    steps: file.criminal.filter((s) => s.step !== 'opened'),
    crimeTransfers: file.transfers.flatMap((t) =>
      t.kind === 'crime' && t.dispatched ? [{ ...t, dispatched: t.dispatched }] : [],
    ),
    refusals: file.transfers.flatMap((t) => (t.refused ? [t.refused] : [])),
    supervised: file.routes.includes('procuratorate_supervision'),
    policeKnew:
      file.routes.some((r) => POLICE_KNEW.includes(r)) ||
      has('returned') ||
      file.filings.some((f) => f.jointWith.length > 0) ||
      file.transfers.some((t) => t.kind === 'reverse'),
    cameBack: has('not_prosecuted') || has('not_filed') || file.instruments.some((i) => i.kind === 'reverse_opinion'),
    advised: file.instruments.some((i) => i.kind === 'proposal_to_transfer' || i.kind === 'forward_opinion'),
  }
}

/** The first dated criminal step that certainly came after the decision, when every one of them did. */
export const firstStepAfter = (decision: Entry, side: PoliceSide): CriminalStep | undefined => {
  const dated = side.steps.filter((s) => dateOf(s) !== undefined)
  if (dated.length === 0) return undefined
  const allAfter = dated.every((s) => isBefore(dateOf(decision), dateOf(s)) === 'yes')
  return allAfter ? dated[0] : undefined
}
