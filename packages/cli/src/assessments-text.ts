import { type Assessment, OFFENCES } from '@case-ledger/contracts'
import { table } from './output.ts'

const VERDICTS = {
  met: '已达 met',
  near: '接近 near',
  possible: '可能 possible',
  not_met: '未达 not met',
  none: '无罪名 none',
} as const
const QUESTIONS = { 'at-decision': '决定时 at decision', today: '今日 today' } as const

const quantity = (q: { value: number; unit: string } | null | undefined): string =>
  !q ? '待核' : q.unit === 'fen' ? `${(q.value / 100).toLocaleString('en-US')}元` : q.value.toLocaleString('en-US')

/** One row an offence, subject and question. */
export const assessmentsText = (assessments: readonly Assessment[]): string =>
  assessments.length === 0
    ? '没有可判断的事实。Nothing to assess.'
    : table(
        [
          '案件链 matter',
          '主体 subject',
          '罪名 offence',
          '时点 question',
          '判断 verdict',
          '口径 basis',
          '数额 measured',
          '标准 line',
          '规则 rule',
          '尚缺 missing',
        ],
        assessments.map((a) => [
          a.matter,
          `${a.subject.slice(0, 10)}…`,
          `${a.offence} ${OFFENCES[a.offence] ?? ''}`,
          QUESTIONS[a.question],
          VERDICTS[a.verdict],
          a.limb?.basis ?? '',
          quantity(a.measured),
          quantity(a.threshold),
          a.rule ?? '',
          a.missing.slice(0, 3).join(' ') + (a.missing.length > 3 ? ` +${a.missing.length - 3}` : ''),
        ]),
      )
