import { smallNumber } from './prose.ts'

const LAWS =
  '商标法实施条例|商标法|专利法|著作权法|产品质量法|反不正当竞争法|食品安全法|种子法|烟草专卖法|行政处罚法|电子商务法'
const N = '[一二三四五六七八九十百零〇\\d]+'
const CITED = new RegExp(
  `(?:中华人民共和国)?(${LAWS})》?第?(${N})条(?:之(${N}))?(?:第?(${N})款)?(?:第?[（(]?(${N})[）)]?项)?`,
  'g',
)

const numberOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const [hundreds, rest] = text.includes('百') ? text.split('百') : [undefined, text]
  if (hundreds === undefined) return smallNumber(text)?.toString()
  const below = rest === '' ? 0 : smallNumber((rest ?? '').replace(/^[零〇]/, ''))
  const above = smallNumber(hundreds)
  return above === undefined || below === undefined ? undefined : String(above * 100 + below)
}

/** Provisions a text cites, in the ledger's short form: `商标法第五十七条第(二)项` → `商标法57(2)`, `第六十条第二款` → `60(2)`. */
export const legalBasesIn = (text: string): string[] => {
  const cited = [...text.matchAll(CITED)].map(([, law, article, , paragraph, item]) => {
    const at = numberOf(article)
    if (at === undefined) return undefined
    const below = [numberOf(paragraph), numberOf(item)].filter((n) => n !== undefined).map((n) => `(${n})`)
    return `${law}${at}${below.join('')}`
  })
  return [...new Set(cited.filter((one) => one !== undefined))]
}
