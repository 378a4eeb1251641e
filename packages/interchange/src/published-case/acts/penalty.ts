import type { Party } from '@case-ledger/contracts'
import { normaliseDocumentNumber } from '../../document-number.ts'
import { boundIn } from '../bounds.ts'
import { legalBasesIn } from '../legal-bases.ts'
import { MASKED_NAME, redact } from '../names.ts'
import type { Reading } from '../reading.ts'
import type { PartySheet } from '../sheets.ts'

const KINDS = [
  ['warning', /警告|通报批评/],
  ['fine', /罚款|罚没|并罚/],
  ['confiscation', /没收|罚没/],
  ['stop_order', /责令(?:立即)?停止/],
  ['suspension', /停产停业|责令停业/],
  ['revocation_of_licence', /吊销/],
] as const
const NOT_FINED = /未(?:见|予|处|作)?罚款|不予罚款/
const PUNISHED = /罚|没收/
const NO_PENALTY = /不予处罚|不处罚|不予行政处罚|免予处罚/
const ADMONITION = /责令改正|责令下架|教育|约谈/
/** Outcomes that say of themselves that a penalty was decided. */
const PENALTY_OUTCOMES = ['penalty_only', 'penalty_then_criminal', 'not_prosecuted_then_penalty', 'court_enforcement']

export type Decided = 'penalty' | 'no_penalty' | 'admonition' | 'withdrawn' | 'settled' | undefined

/** What the agency decided first, by the figures, the operative part and the outcome. */
export const decidedOf = ({ file, dates, prose, tagged }: Reading): Decided => {
  const penalty = file.admin_penalty
  const decision = (penalty?.decision ?? '').replace(NOT_FINED, '')
  const figures = [penalty?.fine_cny, penalty?.total_penalty_cny, penalty?.confiscated_cny]
  const penalised = dates.at('penalised') !== undefined
  if (file.outcome === 'no_penalty' || NO_PENALTY.test(decision) || (dates.at('noPenalty') && !penalised))
    return 'no_penalty'
  if (penalised || figures.some((yuan) => yuan !== undefined) || PUNISHED.test(decision)) return 'penalty'
  if (penalty && ADMONITION.test(decision)) return 'admonition'
  if (penalty || PENALTY_OUTCOMES.includes(file.outcome ?? '')) return 'penalty'
  if (file.outcome === 'withdrawn' || prose.events.some((event) => /撤销立案|撤销案件|销案/.test(event)))
    return 'withdrawn'
  return file.outcome === 'settled' || tagged('settlement') ? 'settled' : undefined
}

/**
 * Whom the decision is against: the party, unless its text names somebody else, or the source tells several parties apart and does
 * not say which of them it means.
 */
const against = ({ file, caseParty }: Reading, sheets: readonly PartySheet[], decision: string): { party?: Party } => {
  if (sheets.every(({ party }) => party !== caseParty.party)) return {}
  const named = new RegExp(`对(${MASKED_NAME})`, 'u').exec(decision)?.[1]
  return named && !file.party?.name?.includes(named) ? {} : { party: caseParty.party }
}

const fen = (yuan: number | undefined): number | undefined => (yuan === undefined ? undefined : Math.round(yuan * 100))

/** A penalty decision as the case gives it. Money in fen. */
export const penaltyData = (reading: Reading, sheets: readonly PartySheet[]): Record<string, unknown> => {
  const { file } = reading
  const penalty = file.admin_penalty
  const decision = penalty?.decision ?? ''
  const figures = {
    fine: fen(penalty?.fine_cny),
    confiscated: fen(penalty?.confiscated_cny),
    total: fen(penalty?.total_penalty_cny),
  }
  const told = decision.replace(NOT_FINED, '')
  const kinds = KINDS.filter(
    ([kind, words]) =>
      words.test(told) ||
      (kind === 'fine' && figures.fine !== undefined) ||
      (kind === 'confiscation' && figures.confiscated !== undefined),
  ).map(([kind]) => kind)
  const yuan = penalty?.fine_cny ?? penalty?.total_penalty_cny
  const rounded = penalty?.approx.some((field) => field === 'fine_cny' || field === 'total_penalty_cny')
  const number = penalty?.document_number
  return {
    ...against(reading, sheets, decision),
    ...(number === undefined ? {} : { documentNumber: normaliseDocumentNumber(number).slice(0, 100) }),
    ...Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined)),
    fineBound: (yuan !== undefined && boundIn(decision, yuan, true)) || (rounded ? 'about' : 'exact'),
    kinds,
    ...(decision === '' ? {} : { decision: redact(decision, file.party?.name).slice(0, 1000) }),
    legalBases: legalBasesIn(decision),
  }
}
