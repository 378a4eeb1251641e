import { OFFENCES } from '@case-ledger/contracts'
import type { FindingView } from '@case-ledger/supervision'
import { table } from './output.ts'

const GRADES = { strong: '强 strong', ask: '询 ask' } as const
const STATUSES: Record<string, string> = {
  open: '待核实 open',
  cleared: '已消除 cleared',
  closed: '已办结 closed',
  superseded: '已被取代 superseded',
}

/** The table of findings, and below it why each stands. */
export const findingsText = (views: readonly FindingView[]): string => {
  if (views.length === 0) return '没有线索。No findings.'
  const rows = views.map((v, i) => [
    i + 1,
    v.finding.matter,
    `${v.finding.family} ${v.family.zh}`,
    `${GRADES[v.finding.grade]}${v.finding.history ? '（历史 history）' : ''}`,
    v.finding.offence === null ? '' : `${v.finding.offence} ${OFFENCES[v.finding.offence] ?? ''}`,
    v.finding.rule ?? '',
    STATUSES[v.status] ?? v.status,
  ])
  const head = ['#', '案件链 matter', '类型 family', '等级 grade', '罪名 offence', '规则 rule', '状态 status']
  const why = views.map(
    (v, i) => `${i + 1}. ${v.finding.matter} ${v.finding.finding}\n   ${v.explained.zh}\n   ${v.explained.en}`,
  )
  return `${table(head, rows)}\n\n${why.join('\n\n')}\n`
}
