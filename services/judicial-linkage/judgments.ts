import { anyOf, type CommandData, type criminalCaseContract, type Tri } from '@case-ledger/contracts'

/** A judgment 判决 as far as a later one may contradict it. */
export type Judgment = Pick<CommandData<typeof criminalCaseContract, 'judge'>, 'verdict' | 'instance' | 'offences'>

const RANK: Record<Judgment['instance'], number | undefined> = { first: 1, second: 2, retrial: 3, unknown: undefined }

/**
 * Whether a judgment contradicts one on file. A higher instance may decide otherwise (an acquittal after a conviction), and so
 * may a judgment on another offence.
 */
export const contradicts = (judgment: Judgment, earlier: readonly Judgment[]): Tri =>
  anyOf(earlier.map((other) => contradictsOne(judgment, other)))

const contradictsOne = (judgment: Judgment, earlier: Judgment): Tri => {
  if (judgment.verdict === earlier.verdict) return 'no'
  const [rank, earlierRank] = [RANK[judgment.instance], RANK[earlier.instance]]
  if (rank === undefined || earlierRank === undefined) return 'unknown'
  if (rank > earlierRank) return 'no'
  if (judgment.offences.length === 0 || earlier.offences.length === 0) return 'unknown'
  return judgment.offences.some((offence) => earlier.offences.includes(offence)) ? 'yes' : 'no'
}
