import { html, type Safe } from './html.ts'
import type { FindingView } from './model.ts'
import { rowsOf } from './rows.ts'
import { STYLE } from './style.ts'

const STATUS = { none: '—', open: '待核实', cleared: '已消除', closed: '已办结', superseded: '已被新规则取代' } as const
const GRADE = { strong: '强 strong', ask: '询 ask' } as const

/** Worklist and the printed sheet of each finding as one self-contained page. `madeAt` is an ISO instant. */
export const findingsPage = (views: readonly FindingView[], madeAt: string): string =>
  `<!doctype html>\n${
    html`<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>监督线索清单 Findings to verify</title><style>${STYLE}</style></head><body>
<h1>监督线索清单</h1>
<p class="lead en">Findings to verify · ${views.length} · ${madeAt}</p>
${views.length === 0 ? html`<p class="lead">没有线索。 <span class="en">No findings.</span></p>` : worklist(views)}
${views.map(sheetOf)}
<footer>线索仅供核实，不是违法认定；缺失的事实一律为“待核”。 <span class="en">A finding is to be verified; it is not a violation. What the file does not say is unknown.</span></footer>
</body></html>`.text
  }\n`

const worklist = (views: readonly FindingView[]): Safe => html`<table class="worklist"><thead><tr>
<th>序号</th><th>案件链</th><th>类型</th><th>等级</th><th>当事人</th><th>要点 <span class="en">in short</span></th><th>状态</th></tr></thead><tbody>
${views.map(
  (
    v,
    i,
  ) => html`<tr><td class="number">${i + 1}</td><td class="number"><a href="#f-${v.finding.finding}">${v.finding.matter}</a></td>
<td>${v.finding.family} ${v.family.zh}</td><td class="grade-${v.finding.grade}">${GRADE[v.finding.grade]}${v.finding.history ? '（历史）' : ''}</td>
<td>${v.party.name}</td><td>${v.explained.zh}</td><td>${STATUS[v.status]}</td></tr>`,
)}
</tbody></table>`

const sheetOf = (v: FindingView): Safe => html`<section class="sheet" id="f-${v.finding.finding}">
<h2>${v.finding.family === 'SIG-01' ? '应移未移线索核查表' : `${v.family.zh}线索核查表`}</h2>
<p class="lead en">${v.finding.family} · ${v.family.en} · ${v.finding.matter} · ${v.title ?? ''}</p>
<table><tbody>
<tr><th>线索编号</th><td>${v.finding.finding}　<span class="grade-${v.finding.grade}">${GRADE[v.finding.grade]}</span>　${STATUS[v.status]}</td></tr>
<tr><th>说明 <div class="en">explanation</div></th><td>${v.explained.zh}<div class="en">${v.explained.en}</div></td></tr>
${rowsOf(v).map((r) => html`<tr><th>${r.zh}<div class="en">${r.en}</div></th><td>${r.value.map((line) => html`<div>${line}</div>`)}</td></tr>`)}
<tr><th>检察官意见 <div class="en">procurator's view</div></th><td class="view"></td></tr>
<tr class="sign"><th>签名、日期</th><td></td></tr>
</tbody></table></section>`
