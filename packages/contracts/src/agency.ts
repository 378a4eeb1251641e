import type { Tri } from './known.ts'

/** The bodies 机关 that the law of transfer tells apart. */
export const BODIES = ['police', 'procuratorate', 'court', 'administrative'] as const
export type Body = (typeof BODIES)[number]

/** Words of an agency's id that say which body it is. The first row that matches counts: 海关缉私局 and 市场监管公安支队 are police. */
const WORDS: readonly (readonly [Body, RegExp])[] = [
  ['police', /公安(?!县)|警方|警察|经侦|刑侦|缉私|派出所|police|public-security/iu],
  ['procuratorate', /检察|procuratorate/iu],
  ['court', /法院|court/iu],
  [
    'administrative',
    /市场监|市监|工商|质监|质量技术|药监|食药|版权|文化|文旅|知识产权|专利|农业|种业|林业|海关|烟草|执法|人民政府|行政机关|局|厅|委员会|regulator|culture|copyright|agriculture|forestry|customs|tobacco|drug|enforcement|bureau|administration/iu,
  ],
]

/**
 * Whether an agency is such a body, read from its id as the directory forms it (`haishu-police`, `通州区人民检察院`);
 * `unknown` when the id does not say.
 */
export const isBody = (agency: string, body: Body): Tri => {
  const found = WORDS.find(([, words]) => words.test(agency))
  if (!found) return 'unknown'
  return found[0] === body ? 'yes' : 'no'
}

/** Whether an agency is one of several bodies. */
export const isOneOf = (agency: string, bodies: readonly Body[]): Tri => {
  const answers = bodies.map((body) => isBody(agency, body))
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
}

/** Whether an agency may be one of several bodies: an id that does not say is held against nobody, as no directory settles it yet. */
export const couldBe = (agency: string, bodies: readonly Body[]): boolean => isOneOf(agency, bodies) !== 'no'
