import type { ActLine } from '@case-ledger/contracts'
import { UNNAMED } from '../agencies.ts'
import { readDate } from '../dates.ts'
import type { Nature } from '../nature.ts'
import type { Reading } from '../reading.ts'
import type { PartySheet } from '../sheets.ts'
import type { Write } from '../writer.ts'

const LEAD_WORDS = [
  ['referred', /移送函|线索移送|转办|交办|督办函|转交/],
  ['complaint', /投诉|反映/],
  ['report', /举报|报案|报警/],
  ['monitoring', /筛查|监测|模型|研判/],
  ['upstream_downstream', /溯源|延伸调查|前期案件/],
  ['inspection', /检查|查验|摸排|巡查|查获/],
] as const

const leadKindOf = (events: readonly string[]): string => {
  for (const event of events.slice(0, 2)) {
    const found = LEAD_WORDS.find(([, words]) => words.test(event))
    if (found) return found[0]
  }
  return 'import'
}

const JOINT = /(?:公安|警方)[^，。]{0,6}(?:联合|会同)|(?:联合|会同|商请|通知|配合)[^，。]{0,8}(?:公安|警方)/

/** Agencies that were in it together from the start 联合办理. */
const jointWith = ({ file, agencies, prose, route, tagged }: Reading, filing: string): string[] => {
  const basis = file.criminal?.transferred_basis
  const together =
    route === 'joint' ||
    basis === 'early_intervention' ||
    tagged('early_intervention') ||
    (tagged('joint_enforcement') &&
      prose.events.concat(file.agencies.map((a) => a.role ?? '')).some((text) => JOINT.test(text)))
  if (!together) return []
  const partners = [
    agencies.who('police'),
    ...agencies.of('police').map(({ id }) => id),
    ...agencies.of('administrative').map(({ id }) => id),
  ]
  return [...new Set(partners)].filter((id) => id !== filing && id !== UNNAMED.administrative).slice(0, 20)
}

const MEASURES = [
  ['registered_preservation', /登记保存/],
  ['sealing', /查封/],
  ['seizure', /扣押|扣留|暂扣|查扣/],
  ['sampling', /抽样|抽检/],
] as const
const DAY = /\d{4}-\d{2}-\d{2}/

/** Measures 强制措施 that a step or an agency's role names; dated only by a day in that very step. */
const measureActs = ({ file, agencies }: Reading, agency: string, write: Write): ActLine[] => {
  const told = [...file.events_zh, ...agencies.of('administrative').map(({ role }) => role)]
  return MEASURES.flatMap(([kind, words]) => {
    const step = told.find((text) => words.test(text))
    if (step === undefined) return []
    const at = readDate(DAY.exec(step)?.[0] ?? '')
    return [write('intake.case.takeMeasure', { at, agency, data: { kind }, inferred: ['kind'] })]
  })
}

/** Whose case it is: the agency's that decides; the police's where no agency decided; whoever is named where there is no such case. */
const holderOf = ({ file, agencies }: Reading, nature: Nature): string => {
  if (nature === 'public_interest' || nature === 'civil') return agencies.all[0]?.id ?? UNNAMED.procuratorate
  const decides =
    file.admin_penalty !== undefined || agencies.whoExactly('administrative', 'receivingOpinion') !== undefined
  if (nature === 'criminal_first' && !decides) return agencies.who('police', 'police')
  return agencies.who('administrative', 'penalising')
}

/** Opening acts: the lead, the administrative case, its measures and the facts found. */
export const caseActs = (reading: Reading, nature: Nature, sheets: readonly PartySheet[], write: Write): ActLine[] => {
  const { file, agencies, dates, caseParty } = reading
  const agency = holderOf(reading, nature)
  const { province, city, county } = file.region ?? {}
  const parts = { ...(province && { province }), ...(city && { city }), ...(county && { county }) }
  const region = Object.keys(parts).length > 0 ? { region: parts } : {}
  return [
    write('intake.lead.register', {
      at: dates.at('found'),
      agency: nature === 'criminal_first' ? agencies.who('police', 'police') : agency,
      data: {
        kind: leadKindOf(file.events_zh),
        ...(file.title_zh === undefined ? {} : { title: file.title_zh.slice(0, 300) }),
        party: caseParty.party,
        ...region,
      },
      inferred: ['kind'],
    }),
    write('intake.case.file', {
      at: dates.at('filed'),
      agency,
      data: {
        parties: nature === 'public_interest' ? [] : sheets.map(({ party }) => party).slice(0, 50),
        jointWith: jointWith(reading, agency),
        ...region,
        nature,
      },
      inferred: ['nature'],
    }),
    ...(nature === 'administrative' ? measureActs(reading, agency, write) : []),
    ...sheets.map(({ party, sheet, inferred }) =>
      write('intake.case.findFacts', { at: dates.at('facts'), agency, data: { party, sheet }, inferred }),
    ),
  ]
}
