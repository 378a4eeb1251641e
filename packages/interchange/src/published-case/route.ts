import type { ROUTES } from '@case-ledger/contracts'
import { lookup } from '../lookup.ts'
import type { PublishedCase } from './schema.ts'
import type { MappingWarning } from './warning.ts'

export type Route = (typeof ROUTES)[number]

/** Word of the source → how the matter came to the police, and whether the agency could have withheld it from them. */
const ROUTE_WORDS: Record<string, Route> = {
  admin_transfer: 'admin_transfer',
  customs_notify: 'admin_transfer',
  police_first: 'police_first',
  police_then_admin: 'police_first',
  police_returned_to_admin: 'police_first',
  joint_on_site: 'joint',
  procuratorate_supervision: 'procuratorate_supervision',
  procuratorate_advised_transfer: 'procuratorate_advised',
  police_parallel: 'parallel',
  not_stated: 'not_stated',
}

const OUTCOMES = [
  'not_prosecuted_then_penalty',
  'not_prosecuted_then_opinion',
  'supervised_filing',
  'penalty_only',
  'police_first_filed',
  'transferred_and_filed',
  'no_penalty',
  'pending',
  'convicted',
  'seized_transfer_unknown',
  'other',
  'prosecuted',
  'transferred_open',
  'penalty_then_criminal',
  'court_enforcement',
  'withdrawn',
  'settled',
  'civil',
  'acquitted',
  'litigation',
  'police_returned_to_admin',
]
const BASES = ['not_mentioned', 'stated', 'implied', 'notified', 'early_intervention']
const SUPERVISION = ['procuratorial_opinion_to_admin', 'filing_or_transfer_supervision']
const CHANNELS = ['online', 'offline', 'live_stream', 'both']

/** Tags of the format; a few of them decide something here, the others are labels. */
const TAGS =
  `not_prosecuted_then_penalty cross_province reverse_transfer cross_city joint_enforcement not_prosecuted_then_opinion
  hearing oem supervised_filing two_charges police_first live_stream patent_counterfeit gi transferred_and_filed tobacco
  lateral_transfer hearing_notice special_mark no_penalty_education pending convicted copyright customs public_interest_litigation
  procuratorate_supervision centralised_jurisdiction prosecuted multi_defendant listed_for_supervision agri early_intervention
  plant_variety settlement transferred loss_based_threshold overlap_amount service_mark enforcement_reminder court_enforcement
  civil acquitted drug food police_then_admin trade_secret litigation decision_revoked reconsideration mediation seized_goods_handover
  repeat_offender multi_brand multi_level_assignment police_returned_to_admin serious_dishonesty_list penalty_after_transfer
  non_performance additional_prosecution multi_party aggregate_amount derived_admin_cases cluster_operation carrier_as_party
  procuratorate_advised_transfer procuratorate_support`.split(/\s+/)

/** The route, and a warning for each word of a list that is not known; such a word is treated as not said. */
export const routeOf = (file: PublishedCase): { route: Route | undefined; warnings: MappingWarning[] } => {
  const listed: readonly (readonly [field: string, value: string | undefined, known: readonly string[]])[] = [
    ['criminal.route', file.criminal?.route, Object.keys(ROUTE_WORDS)],
    ['criminal.transferred_basis', file.criminal?.transferred_basis, BASES],
    ['criminal.supervision_kind', file.criminal?.supervision_kind, SUPERVISION],
    ['outcome', file.outcome, OUTCOMES],
    ['channel', file.channel, CHANNELS],
  ]
  const word = file.criminal?.route
  return {
    route: lookup(ROUTE_WORDS, word),
    warnings: [...listed, ...file.outcome_tags.map((tag) => ['outcome_tags', tag, TAGS] as const)]
      .filter(([, value, known]) => value !== undefined && !known.includes(value))
      .map(([field, value]) => ({ code: 'unknown_value', field, detail: value as string })),
  }
}
