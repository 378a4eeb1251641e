import { isBefore } from '@case-ledger/contracts'
import { type CriminalStep, dateOf, type Entry, type MatterFile, type TransferRecord } from '../file/matter-file.ts'

/** What the file says of the criminal side, as far as non-transfer is concerned. */
export type PoliceSide = {
  steps: readonly CriminalStep[]
  crimeTransfers: readonly (TransferRecord & { dispatched: NonNullable<TransferRecord['dispatched']> })[]
  refusals: readonly (Entry & { reasoned: boolean })[]
  supervised: boolean
  /** The police went their own way beside the agency 并行; which of the two came first is as told. */
  parallel: boolean
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
    parallel: file.routes.includes('parallel'),
    policeKnew:
      file.routes.some((r) => POLICE_KNEW.includes(r)) ||
      has('returned') ||
      file.filings.some((f) => f.jointWith.length > 0) ||
      file.transfers.some((t) => t.kind === 'reverse'),
    cameBack: has('not_prosecuted') || has('not_filed') || file.instruments.some((i) => i.kind === 'reverse_opinion'),
    advised: file.instruments.some((i) => i.kind === 'proposal_to_transfer' || i.kind === 'forward_opinion'),
  }
}

/**
 * Whether an act came after the decision: by their days or, where these do not tell and the file itself says that the decision came
 * first, by the order in which both were told.
 */
export const cameAfter = (decision: Entry, act: Entry & { afterPenalty?: true }, saidToBeFirst: boolean): boolean => {
  const before = isBefore(dateOf(decision), dateOf(act))
  return before === 'yes' || (before === 'unknown' && saidToBeFirst && act.afterPenalty === true)
}

/** The first criminal step, the earliest dated one before others, when every one of them came after the decision. */
export const firstStepAfter = (decision: Entry, side: PoliceSide): CriminalStep | undefined =>
  side.steps.every((s) => cameAfter(decision, s, side.parallel))
    ? (side.steps.find((s) => dateOf(s)) ?? side.steps[0])
    : undefined
