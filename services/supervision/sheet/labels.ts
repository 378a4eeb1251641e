import type { FindingRaised } from '@case-ledger/contracts'
import type { FindingStatus } from '../finding.ts'
import { html, type Safe } from './html.ts'

export const STATUS: Record<FindingStatus, string> = {
  none: '—',
  open: '待核实',
  cleared: '已消除',
  closed: '已办结',
  superseded: '已被新规则取代',
}

const GRADE = { strong: '强', ask: '询' } as const

/** Told apart in black and white: `strong` by a double frame and weight, `ask` by a thin broken one. */
export const gradeLabel = ({ grade, history }: FindingRaised): Safe =>
  html`<span class="grade ${grade}">${GRADE[grade]} <span class="en">${grade}</span></span>${history ? html` <span class="history">历史</span>` : ''}`
