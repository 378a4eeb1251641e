import { type Body, isBody } from '@case-ledger/contracts'
import type { PublishedAgency, PublishedCase } from './schema.ts'

/** Stand-ins for a body the source does not name; they never mean the same agency in two matters. */
export const UNNAMED: Record<Body, string> = {
  administrative: '未述行政机关',
  police: '未述公安机关',
  procuratorate: '未述检察机关',
  court: '未述法院',
}

/** Names that say the kind of body only. */
const GENERIC =
  /^(?:当地|有关|属地|各级|基层)?(?:公安|警方|检察|检察院|法院|人民法院|人民检察院|海关|行政|行政执法|执法|市场监管|文化执法|质监|农业|版权)?(?:机关|部门|行政部门)?$/
/** Bodies that only look on, mediate, advise or appraise, and private helpers. */
const NOT_ACTING = /事务所|调解中心|复审委员会|协会|鉴定/

/** An agency of the case with its id and what it did, in words. */
export type Agency = { id: string; body: Body; role: string }

/** 公安县 is a county, not the police. */
const bodyOf = (name: string): Body | undefined => {
  const plain = name.replaceAll('公安县', '某县')
  return (['police', 'procuratorate', 'court', 'administrative'] as const).find((body) => isBody(plain, body) === 'yes')
}

/** The agency id made of a published name: the first of several joined ones, without brackets and other signs. */
export const agencyIdOf = (name: string): string | undefined => {
  const plain = name
    .replace(/[（(][^）)]*[）)]/g, '')
    .split(/[、，,；;]|(?<=局)及/)[0]
    ?.replace(/[^\p{L}\p{N}._-]/gu, '')
    .replace(/^[._-]+/, '')
    .slice(0, 60)
  return plain === undefined || plain === '' ? undefined : plain
}

const agencyOf = (entry: PublishedAgency): Agency | undefined => {
  const id = agencyIdOf(entry.name)
  if (id === undefined || NOT_ACTING.test(id)) return undefined
  const body = bodyOf(id) ?? 'administrative'
  return { id: GENERIC.test(id) ? UNNAMED[body] : id, body, role: entry.role ?? '' }
}

/** What an agency did, by the words of its role, the plainest first. */
const ROLE_WORDS = {
  penalising: [
    /处罚(?!必要性)|罚款|没收|不予处罚|责令|教育/,
    /立案|查处/,
    /查获|扣留|扣押|检查|查验|调查|取证|核查|认定/,
  ],
  transferring: [/移送|移交(?!物品)/, /通报|提前介入|报备/, /立案|查处|查获|处罚|检查/],
  laterally: [/案件移送|移送函|线索移送/],
  receivingOpinion: [/接收检察意见|承接刑转行|回告/, /处罚(?!必要性)/, /接收/],
  police: [/立案|侦查|侦破/, /抓|受案|接报|接收|介入|收网/],
  opinion: [/检察意见|制发/, /不起诉/],
  nonProsecution: [/不起诉/, /审查/],
  prosecution: [/起诉|公诉/, /批捕|批准逮捕|审查|办理/],
  arrest: [/批捕|批准逮捕/],
  supervision: [/立案监督|建议移送/],
  recommendation: [/检察建议|公益诉讼/],
  judgment: [/判决|审理|一审(?!.*行初)|无罪/],
} as const

export type Agencies = {
  /** The agency of that body whose role says so; else any of that body; else the stand-in for an unnamed one. */
  who: (body: Body, doing?: keyof typeof ROLE_WORDS) => string
  /** Only an agency whose role says so. */
  whoExactly: (body: Body, doing: keyof typeof ROLE_WORDS) => Agency | undefined
  of: (body: Body) => readonly Agency[]
  all: readonly Agency[]
}

export const agenciesOf = (file: PublishedCase): Agencies => {
  const all = file.agencies.map(agencyOf).filter((agency) => agency !== undefined)
  const of = (body: Body) => all.filter((agency) => agency.body === body)
  const pick = (body: Body, doing: keyof typeof ROLE_WORDS, depth: number): Agency | undefined => {
    for (const words of ROLE_WORDS[doing].slice(0, depth)) {
      const found = of(body).find((agency) => words.test(agency.role))
      if (found) return found
    }
    return undefined
  }
  return {
    who: (body, doing) =>
      (
        (doing && pick(body, doing, ROLE_WORDS[doing].length)) ??
        of(body).find((agency) => !/参加/.test(agency.role)) ??
        of(body)[0]
      )?.id ?? UNNAMED[body],
    whoExactly: (body, doing) => pick(body, doing, 1),
    of,
    all,
  }
}
