import { readFileSync } from 'node:fs'
import { type ActLine, CONTRACTS, type FactSheet } from '@case-ledger/contracts'
import { mapPublishedCase } from './map.ts'

/** The bundled sample, one parsed case each. */
export const sampleCases = (): Record<string, unknown>[] =>
  readFileSync(new URL('../../sample/published-cases.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** What the command's own schema says against an act; empty when nothing. */
export const faultsOf = (act: ActLine): string[] => {
  const [service, aggregate, verb] = act.act.split('.') as [string, string, string]
  const command = CONTRACTS.find((c) => c.service === service && c.aggregate === aggregate)?.commands[verb]
  const parsed = command?.data.safeParse(act.data)
  if (!parsed) return [`no command ${act.act}`]
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${act.act} ${issue.path.join('.')} ${issue.message}`)
}

/** A fined seller: 80,000 yuan sold, nothing said about a transfer. */
export const finedSeller = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 'T1',
  title_zh: '甲市—销售假冒“青竹”牌灯具',
  agencies: [{ name: '甲市市场监督管理局', role: '检查、处罚' }],
  party: { name: '某商行', kind: 'sole_trader' },
  right: 'trademark',
  brands: ['青竹'],
  goods: '灯具',
  dates: { found: '2019-03-01', penalised: '2019-05-06' },
  amounts: { sales_cny: 80000 },
  admin_penalty: { fine_cny: 100000, decision: '没收、罚款10万元' },
  criminal: { transferred: false, transferred_basis: 'not_mentioned' },
  outcome: 'penalty_only',
  outcome_tags: [],
  events_zh: ['日常检查发现', '权利人鉴定为假冒', '没收并罚款'],
  source_title: '甲市典型案例（2019-06-01）',
  ...change,
})

export const actsOf = (json: unknown): ActLine[] => mapPublishedCase(json).acts
export const named = (acts: readonly ActLine[], name: string): ActLine[] =>
  acts.filter((act) => act.act.endsWith(`.${name}`))
export const sheetOf = (json: unknown, index = 0): FactSheet => {
  const found = named(actsOf(json), 'findFacts')[index]
  return found?.data.sheet as FactSheet
}
