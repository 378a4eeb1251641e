import { shanghaiDay } from '@case-ledger/contracts'
import { dateZh } from '../explain/format.ts'
import { TO_VERIFY } from './box.ts'
import { html, type Safe } from './html.ts'
import { gradeLabel, STATUS } from './labels.ts'
import type { FindingView } from './model.ts'
import { sheetOf } from './sheet.ts'
import { STYLE } from './style.ts'

/** Worklist and the printed sheet of each finding as one self-contained page. `madeAt` is an ISO instant. */
export const findingsPage = (views: readonly FindingView[], madeAt: string): string => {
  const ordered = views.toSorted(weightiestFirst)
  return `<!doctype html>\n${
    html`<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>监督线索清单 Findings to verify</title><style>${STYLE}</style></head><body>
<section class="list"><h1>监督线索清单</h1>
<p class="lead">共${views.length}条，${dateZh(shanghaiDay(madeAt))}　<span class="en">findings to verify</span></p>
${views.length === 0 ? html`<p class="lead">没有线索。 <span class="en">No findings.</span></p>` : worklist(ordered)}
<p class="foot">强：数额、要件、未移送均有案卷依据。询：须先向单位核问。历史：刑事程序其后已启动。线索仅供核实，不是违法认定；案卷没有写明的一律为“待核”。
<span class="en">strong: number, elements and non-transfer all stand on file. ask: a question to the unit. A finding is to be verified; it is not a violation. What the file does not say is unknown.</span></p></section>
${ordered.map(sheetOf)}
</body></html>`.text
  }\n`
}

/** The end of limitation; those that still run come first, the nearest at the top. */
const endOf = (v: FindingView): string => {
  const { ends, passed } = (v.today ?? v.assessment)?.limitation ?? { ends: null, passed: 'unknown' }
  return `${passed === 'yes' ? 1 : 0}${ends ?? '9999'}`
}
const limitationOf = (v: FindingView): string => {
  const { ends, passed } = (v.today ?? v.assessment)?.limitation ?? { ends: null, passed: 'unknown' }
  return `${ends ?? TO_VERIFY}${passed === 'yes' ? '（已过）' : ''}`
}
const rank = ({ finding, status }: FindingView): number =>
  (status === 'open' ? 0 : 4) + (finding.history ? 2 : 0) + (finding.grade === 'strong' ? 0 : 1)

/** Open before settled, live before history, strong before ask, then by the end of limitation. */
const weightiestFirst = (a: FindingView, b: FindingView): number =>
  rank(a) - rank(b) ||
  endOf(a).localeCompare(endOf(b)) ||
  a.finding.matter.localeCompare(b.finding.matter, 'en', { numeric: true })

/** Column names again as `data-label`: on a narrow screen each finding becomes a card. */
const worklist = (views: readonly FindingView[]): Safe => html`<table class="worklist"><thead><tr>
<th>序号</th><th>案件链</th><th>类型、等级</th><th>当事人</th><th>要点 <span class="en">in short</span></th><th>时效届满</th><th>状态</th></tr></thead><tbody>
${views.map(
  (v, i) => html`<tr><td data-label="序号">${i + 1}</td>
<td data-label="案件链"><a href="#f-${v.finding.finding}">${v.finding.matter}</a></td>
<td data-label="类型、等级">${v.family.zh} <span class="en">${v.finding.family}</span><div>${gradeLabel(v.finding)}</div></td>
<td data-label="当事人">${v.party.name}</td><td data-label="要点">${v.explained.gist}</td>
<td data-label="时效届满">${limitationOf(v)}</td><td data-label="状态">${STATUS[v.status]}</td></tr>`,
)}
</tbody></table>`
