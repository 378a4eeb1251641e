import type { Right, Role } from '@case-ledger/contracts'
import { basisOf } from './amounts.ts'
import type { Charge } from './charges.ts'
import type { PublishedCase } from './schema.ts'

/** Roles a charge stands for. `online` offences of article 217 reach the public over a network. */
const ROLE_OF_OFFENCE: Record<string, readonly Role[]> = {
  '213': ['maker'],
  '214': ['seller'],
  '218': ['copy_seller'],
}
const MADE_OR_SOLD = ['140', '141', '142', '143', '144', '145', '147', '148']
const NETWORK = /网站|网络|游戏|私服|影院|客户端|上传|短剧|短视频|传播|APP|小程序|网盘/i

const rolesOfCharge = ({ offence, name }: Charge, about: string): readonly Role[] => {
  if (offence === '215')
    return [
      ...(/制造/.test(name.replace('销售非法制造', '')) ? (['label_maker'] as const) : []),
      ...(/销售/.test(name) ? (['label_seller'] as const) : []),
    ]
  if (offence === '217') return [NETWORK.test(about) ? 'network_disseminator' : 'copier']
  if (MADE_OR_SOLD.includes(offence))
    return [...(/生产/.test(name) ? (['maker'] as const) : []), ...(/销售/.test(name) ? (['seller'] as const) : [])]
  return ROLE_OF_OFFENCE[offence] ?? []
}

/** Words that look like an act of the party and are none. */
const NOISE = new RegExp(
  [
    // somebody else made it
    '非其生产|生产(?:厂家|企业|厂商|商|者)|制造商|权利人[^，。]*',
    '(?:由|系|从|向)(?![^，。]{0,6}(?:当事人|自行|自己))[^，。]{1,16}(?:生产|制造|加工)',
    // nothing was made or sold
    '生产(?:日期|损失|许可|资料)|(?:安全|农业)生产|无生产|加工费|销售(?:额|金额|单据|单位)未?',
    // what a campaign is against
    '(?:打击|严打|整治|专项)[^，。]{0,10}(?:制售|制假|售假|生产|销售)[^，。]{0,8}',
  ].join('|'),
  'g',
)
type RoleWords = readonly (readonly [Role, RegExp])[]
const GOODS_ROLES: RoleWords = [
  ['label_maker', /(?:印刷|印制|制作|制造|生产)[^，。]{0,6}(?:标识|包装盒|包装袋|商标|标签)/],
  [
    'maker',
    /生产(?!.{0,6}(?:标识|包装盒|包装袋))|制造(?!.{0,6}(?:标识|包装盒))|制售|制假|加工|贴标|贴牌|灌装|加印|翻新|组装|分装/,
  ],
  [
    'seller',
    /销售|制售|出售|售卖|售出|售假|卖假|卖出|网售|转售|批发|零售|囤积|待售|购进|购入|进货|经销|兜售|带货|网店|微商|生产经营|售(?=\d)/,
  ],
]
const COPY_ROLES: RoleWords = [
  ['network_disseminator', /上传|网络传播|私服|网站|网盘|APP|客户端|公众号|小程序|影院.{0,4}账号|短剧|盗链/i],
  ['copier', /盗印|印制|复制|翻录|盗录|刻录/],
  ['copy_seller', /销售|出售|售卖|批发|经销/],
]
const CARRIER = /对(?:运输|物流|快递)公司立案|承运/
const MOVER = /搬运|司机|承运|运输/

/** Clauses about somebody else in the chain. */
const OTHERS = /^(?:下家|上家|上线|下线|经销商|供货商|货主)/

const rolesIn = (text: string, words: RoleWords): Role[] =>
  words.filter(([, pattern]) => pattern.test(text)).map(([role]) => role)

/** Whether the party only carried the goods 承运人. */
export const isCarrier = (file: PublishedCase): boolean =>
  file.outcome_tags.includes('carrier_as_party') || file.events_zh.some((event) => CARRIER.test(event))

/** Whether the goods were stopped at the border on their way out: exporter, maker or seller unknown. */
export const isExport = (file: PublishedCase): boolean =>
  (file.outcome_tags.includes('customs') || file.agencies.some((agency) => agency.name.includes('海关'))) &&
  !file.events_zh.some((event) => /进口|进境|入境/.test(event))

/** What a text says its subject did, by the right concerned. */
export const rolesOfText = (text: string, right: Right | undefined): Role[] =>
  rolesIn(text.replace(NOISE, ''), right === 'copyright' ? COPY_ROLES : GOODS_ROLES)

/** Who has works, clicks or members to count reached the public over a network; who has a sum of sales sold. */
const rolesOfFigures = (file: PublishedCase, right: Right | undefined): Role[] => {
  const bases = Object.keys(file.amounts).map(basisOf)
  if (right === 'copyright') {
    const counted = bases.some((basis) => basis === 'works' || basis === 'clicks' || basis === 'members')
    return counted ? ['network_disseminator'] : []
  }
  return bases.includes('sales') ? ['seller'] : []
}

export type CaseRoles = { roles: Role[]; inferred: boolean }

/** What the party did: by the charge, else by verbs of the source. Empty when it does not show. */
export const rolesOf = (file: PublishedCase, right: Right | undefined, charges: readonly Charge[]): CaseRoles => {
  const steps = file.events_zh.filter((event) => !OTHERS.test(event))
  const text = [file.title_zh, file.source_title, file.goods, file.party?.name, ...steps].join('。')
  const oem: Role[] = file.outcome_tags.includes('oem') ? ['maker'] : []
  const mover: Role[] = MOVER.test(file.party?.name ?? '') ? ['helper'] : []
  const charged = charges.flatMap((charge) => rolesOfCharge(charge, text))
  if (charged.length > 0)
    return { roles: [...new Set([...charged, ...oem, ...mover])], inferred: oem.length + mover.length > 0 }
  if (right === 'trade_secret' || right === 'patent') return { roles: [], inferred: false }
  if (isExport(file)) return { roles: ['exporter'], inferred: true }
  const told = [...new Set([...rolesOfText(text, right), ...mover])]
  return { roles: told.length > 0 ? told : rolesOfFigures(file, right), inferred: true }
}
