import { type Basis, isMoney, shanghaiDay } from '@case-ledger/contracts'

/** Integer fen as yuan for people: `650,000元`, `69,244.40元`. */
export const yuan = (fen: number): string => {
  const [whole, cents] = [Math.trunc(fen / 100), fen % 100]
  return `${whole.toLocaleString('en-US')}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`
}

const COUNTERS: Record<string, string> = { copies: '份', clicks: '次', members: '人', sticks: '支' }

/** A figure with its unit: money in fen as yuan, days, else what the basis counts. */
export const quantity = (value: number, unit: string, basis = ''): { zh: string; en: string } => {
  if (unit === 'fen') return { zh: `${yuan(value)}元`, en: `${yuan(value)} yuan` }
  const number = value.toLocaleString('en-US')
  return unit === 'days'
    ? { zh: `${number}日`, en: `${number} days` }
    : { zh: `${number}${COUNTERS[basis] ?? '件'}`, en: number }
}

/** How many per cent of the line, rounded down so that 99.9 % never reads as 100. */
export const percent = (measured: number, line: number): string =>
  `${Math.floor((measured / line) * 100).toLocaleString('en-US')}%`

const BASIS_NAMES: Record<string, readonly [string, string]> = {
  illegal_business: ['非法经营数额', 'illegal business'],
  illegal_income: ['违法所得', 'illegal income'],
  sales: ['销售金额', 'sales'],
  unsold_value: ['未销售货值金额', 'value of unsold goods'],
  goods_value: ['货值金额', 'value of goods'],
  sales_plus_unsold: ['已销售与未销售合计', 'sold and unsold together'],
  sales_plus_goods_value: ['已销售与未销售合计', 'sold and unsold together'],
  loss: ['损失数额', 'loss'],
  labels: ['标识件数', 'labels'],
  copies: ['复制品数量', 'copies'],
  works: ['作品数量', 'works'],
  clicks: ['实际被点击数', 'clicks'],
  members: ['注册会员', 'members'],
  sticks: ['卷烟支数', 'cigarettes'],
  pieces: ['件数（无法定口径）', 'pieces (no statutory basis)'],
  case_value: ['案值（无法定口径）', 'case value (no statutory basis)'],
}
export const basisName = (basis: string): { zh: string; en: string } => {
  const [zh, en] = BASIS_NAMES[basis] ?? [basis, basis]
  return { zh, en }
}

export const unitOf = (basis: string): 'fen' | 'count' => (isMoney(basis as Basis) ? 'fen' : 'count')

/** A date as it stands in a letter: `2018-07-09` → 2018年7月9日, `2018-07` → 2018年7月, `2018` → 2018年; an instant → its day in Shanghai. */
export const dateZh = (value: string): string => {
  const [year, month, day] = (value.includes('T') ? shanghaiDay(value) : value).split('-')
  return [year, '年', ...(month ? [Number(month), '月'] : []), ...(day ? [Number(day), '日'] : [])].join('')
}

const UNNAMED_BODIES: Record<string, string> = {
  未述行政机关: 'the administrative agency',
  未述公安机关: 'the police',
  未述检察机关: 'the procuratorate',
  未述法院: 'the court',
}

/** An agency for people. The stand-in of a body that its source does not name reads as a box to be verified. */
export const agencyName = (id: string): { zh: string; en: string } => {
  const body = UNNAMED_BODIES[id]
  return body === undefined
    ? { zh: id, en: id }
    : { zh: `${id.slice('未述'.length)}（名称待核）`, en: `${body} (name to be verified)` }
}
