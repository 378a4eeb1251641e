import { NUMERAL, smallNumber } from './prose.ts'

/** One offence of a charge 罪名, and how many persons it was brought against where the text says. */
export type Charge = { offence: string; name: string; persons?: number }

/** Names of offences as charges write them, longest first: a matched one is taken out before the next is looked for. */
const OFFENCE_NAMES: readonly (readonly [string, RegExp])[] = [
  ['140', /(?:生产[、和]?)?(?:销售)?伪劣产品/],
  ['141', /(?:生产[、和]?)?(?:销售[、和]?)?(?:提供)?假药/],
  ['142', /(?:生产[、和]?)?(?:销售[、和]?)?(?:提供)?劣药/],
  ['143', /(?:生产[、和]?)?(?:销售)?不符合(?:食品)?安全标准的食品/],
  ['144', /(?:生产[、和]?)?(?:销售)?有毒、?有害食品/],
  ['145', /(?:生产[、和]?)?(?:销售)?不符合标准的(?:医用器材|医疗器械)/],
  ['147', /(?:生产[、和]?)?(?:销售)?伪劣(?:农药|兽药|化肥|种子)(?:、(?:农药|兽药|化肥|种子))*/],
  ['148', /(?:生产[、和]?)?(?:销售)?不符合卫生标准的化妆品/],
  ['215', /(?:非法制造)?[、和]?(?:销售非法制造的)?注册商标标识/],
  ['214', /销售假冒(?:他人)?注册商标的?商品/],
  ['213', /假冒(?:他人)?注册商标/],
  ['216', /假冒(?:他人)?专利/],
  ['218', /销售侵权复制品/],
  ['217', /侵犯(?:他人)?著作权/],
  ['219', /侵犯(?:他人)?商业秘密/],
  ['225', /非法经营罪|^非法经营$|非法经营(?=[、，；;])/],
]

const PERSONS = new RegExp(`^罪?[（(](${NUMERAL})人[）)]`)

/** The offences a charge names, in the order of the text. */
export const chargesIn = (charge: string): Charge[] => {
  const found: (Charge & { index: number })[] = []
  let rest = charge
  for (const [offence, words] of OFFENCE_NAMES) {
    const hit = words.exec(rest)
    if (!hit) continue
    const persons = smallNumber(PERSONS.exec(rest.slice(hit.index + hit[0].length))?.[1] ?? '')
    found.push({ offence, name: hit[0], index: hit.index, ...(persons === undefined ? {} : { persons }) })
    rest = rest.slice(0, hit.index) + '＿'.repeat(hit[0].length) + rest.slice(hit.index + hit[0].length)
  }
  return found.sort((a, b) => a.index - b.index).map(({ index: _, ...one }) => one)
}
