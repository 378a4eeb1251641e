/** Why no clock can run for a term; Chinese first. */
export const REASONS = {
  no_number: ['条文没有数字期限', 'the text gives no number: time passed is shown, nothing lapses'],
  not_before: ['最早可为之日，不是最迟期限', 'a not-before term: nobody is late when it passes'],
  start_not_named: ['条文没有写明起算点', 'the text does not name its start'],
  counts_backwards: ['自听证之日倒数', 'counts back from a day that is not recorded yet'],
  local_parameter: ['天数由地方规定', 'a local parameter that nobody has set'],
  fixed_date: ['固定日期，已过', 'a fixed date, spent'],
  extension_not_recorded: ['延长、扣除尚无记录', 'extensions and excluded time are not recorded yet'],
  needs_judgment: ['是否适用须人判断', 'whether it applies is a judgement, not an act'],
  scope_doubtful: ['是否适用于知识产权案件存疑', 'whether it covers intellectual-property cases is in doubt'],
  from_conduct: ['自行为终了起算，见事实', 'runs from the conduct, which the facts date and no act records'],
  step_not_recorded: ['相关步骤尚无事件', 'a step it needs has no event yet'],
} as const
export type Reason = keyof typeof REASONS

/** Terms named one by one: their rule id differs from the rest of its duty group. */
export const UNCOMPUTABLE_RULES: Readonly<Record<string, { reason: Reason; missing?: string }>> = {
  'DAEL-54': { reason: 'not_before' },
  'DAEL-46': { reason: 'not_before' },
  'DRCP-564b': { reason: 'not_before' },
  'C44-1y': { reason: 'not_before' },
  'D310-07b': { reason: 'start_not_named' },
  'DPS-175': { reason: 'start_not_named' },
  'DPS-180-2b': { reason: 'start_not_named' },
  'NT-310-09-1b': { reason: 'needs_judgment' },
  'DAPL-64b': { reason: 'counts_backwards' },
  'DPLAT-entry': { reason: 'local_parameter' },
  'S003-133': { reason: 'fixed_date' },
  'D2015-7': { reason: 'extension_not_recorded' },
  'D2015-30': { reason: 'extension_not_recorded' },
  'D2017-3': { reason: 'scope_doubtful' },
  'D2017-10': { reason: 'scope_doubtful' },
  'D2017-30': { reason: 'scope_doubtful' },
  'DAPL-36a': { reason: 'from_conduct' },
  'DAPL-36b': { reason: 'from_conduct' },
}

/** Duty groups whose terms have a number but no clock yet, and which step they wait for. */
export const UNCOMPUTABLE_GROUPS: readonly { reason: Reason; missing: string; groups: readonly string[] }[] = [
  {
    reason: 'step_not_recorded',
    missing: '立案监督 filing supervision',
    groups: [
      'police_state_reasons',
      'police_explain_delay',
      'police_file_on_notice',
      'police_withdraw_on_notice',
      'proc_intake_opinion',
      'proc_recheck_withdrawal',
      'proc_review_withdrawal',
      'proc_tell_supervision_result',
      'proc_nofiling_notice_organ',
      'proc_nofiling_reconsideration',
      'proc_nofiling_reconsideration_request',
      'proc_nofiling_review',
      'proc_nofiling_review_request',
    ],
  },
  {
    reason: 'step_not_recorded',
    missing: '对不立案的复议、复核 reconsideration and review of a non-filing',
    groups: [
      'agency_ask_reconsideration',
      'agency_suggest_supervision',
      'police_decide_reconsideration',
      'notify_accuser_no_filing',
      'accuser_ask_reconsideration',
      'accuser_ask_review',
      'police_decide_accuser_reconsideration',
      'police_decide_accuser_review',
    ],
  },
  {
    reason: 'step_not_recorded',
    missing:
      '公安撤案、终止侦查、改变管辖、补正通知 withdrawal, end of investigation, change of jurisdiction, notice of missing papers',
    groups: [
      'police_ask_missing_papers',
      'police_tell_withdrawal',
      'police_tell_end',
      'police_tell_jurisdiction_change',
    ],
  },
  {
    reason: 'step_not_recorded',
    missing: '对不起诉的申诉、复议、复核 complaint, reconsideration and review of a non-prosecution',
    groups: [
      'person_complaint_non_prosecution',
      'victim_complaint_non_prosecution',
      'proc_recheck_non_prosecution',
      'proc_review_non_prosecution',
    ],
  },
  {
    reason: 'step_not_recorded',
    missing: '检察院内部移送、审查 hand-over and review inside the procuratorate',
    groups: ['reverse_internal_handover', 'reverse_internal_review'],
  },
  {
    reason: 'step_not_recorded',
    missing: '处罚文书送达、告知、听证、缴款入库 service, notice, hearing, money paid in',
    groups: ['serve_penalty', 'ask_hearing', 'pay_fine', 'legal_review', 'cash_fine_to_agency', 'fine_to_bank'],
  },
  {
    reason: 'step_not_recorded',
    missing: '保存物品的处理、强制措施补报 decision on preserved goods, report of an urgent measure',
    groups: ['registered_preservation', 'report_onspot_measure'],
  },
  {
    reason: 'step_not_recorded',
    missing: '行政复议、行政诉讼 reconsideration and suit against a penalty',
    groups: ['party_lawsuit', 'party_reconsideration', 'reconsideration_decision'],
  },
  {
    reason: 'step_not_recorded',
    missing: '非诉执行 enforcement through the court',
    groups: [
      'court_enforcement_application',
      'court_accept',
      'court_ruling',
      'court_serve_refusal',
      'court_urgent_enforcement',
      'agency_ask_review_no_enforcement',
      'agency_ask_review_refusal',
      'upper_court_accept',
      'upper_court_enforcement',
    ],
  },
  {
    reason: 'step_not_recorded',
    missing: '公示、撤回公示、信用修复 publication, its withdrawal, credit repair',
    groups: [
      'publish_penalty',
      'push_penalty_cross_province',
      'publish_penalty_cross_province',
      'publication_end',
      'withdraw_publication',
      'publish_listing',
      'accept_removal',
      'decide_removal',
      'decide_repair',
      'push_repair_result',
      'judgment_debtor_listing_end',
    ],
  },
  {
    reason: 'step_not_recorded',
    missing: '公益诉讼检察建议 public-interest recommendation as a kind of its own',
    groups: ['reply_public_interest'],
  },
  {
    reason: 'step_not_recorded',
    missing: '协作请求、会商 requests between units, meetings',
    groups: ['expert_reply', 'coordination_meeting'],
  },
  {
    reason: 'extension_not_recorded',
    missing: '延长、中止、检测鉴定期间 extension, suspension, time for tests',
    groups: ['open_case', 'penalty_decision', 'seizure_period'],
  },
  {
    reason: 'needs_judgment',
    missing: '是否应当移送、是否需要处罚 whether transfer or a penalty was due',
    groups: ['copy_penalty_untransferred', 'reverse_opinion', 'member_transfer'],
  },
]
