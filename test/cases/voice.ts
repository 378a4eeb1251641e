/** A line of a published-case file, as JSON. */
export type PublishedJson = {
  id: string
  title_zh?: string
  agencies?: { name: string; role?: string }[]
  party?: { name: string; kind: string }
  right?: string
  brands?: string[]
  goods?: string
  dates?: Record<string, string>
  amounts?: Record<string, unknown>
  events_zh?: string[]
  criminal?: Record<string, unknown>
  outcome_tags?: string[]
}

const CRIMINAL = /公安|警|刑|检察|起诉|判|逮捕|批捕|抓获|侦查|法院|立案监督/
const CRIMINAL_DATES =
  /^(?:transferred|police|detained|arrested|sent_for|indicted|not_prosecuted|judged|procuratorial|opinion|raid|cluster|goods_handed|listed|joint_meeting)/
/** Tags that say what the case is about, not what became of it. */
const ABOUT =
  /^(?:multi_party|aggregate_amount|multi_brand|special_mark|gi|plant_variety|service_mark|customs|copyright|tobacco|drug|patent_counterfeit|repeat_offender|agri|trade_secret|oem|live_stream)$/

/** The same facts without their criminal side: an agency fined and, as is stated, did not transfer. */
export const finedNotTransferred = (json: PublishedJson): PublishedJson => ({
  ...json,
  agencies: [{ name: '甲市市场监督管理局', role: '立案、处罚' }],
  dates: Object.fromEntries(Object.entries(json.dates ?? {}).filter(([key]) => !CRIMINAL_DATES.test(key))),
  events_zh: [...(json.events_zh ?? []).filter((event) => !CRIMINAL.test(event)), '罚款结案，未移送公安机关'],
  outcome_tags: (json.outcome_tags ?? []).filter((tag) => ABOUT.test(tag)),
  ...{ admin_penalty: { fine_cny: 50_000, decision: '没收、罚款5万元' }, outcome: 'penalty_only', note: '' },
  criminal: { transferred: false, transferred_basis: 'stated' },
})
