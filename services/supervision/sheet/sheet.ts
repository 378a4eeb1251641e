import { boxLines, boxName, isOpen } from './box.ts'
import { html, type Safe } from './html.ts'
import { gradeLabel, STATUS } from './labels.ts'
import { LAYOUTS } from './layout.ts'
import type { FindingView } from './model.ts'

/** The printed sheet of one finding 核查表: boxes, the procurator's view, the signature. */
export const sheetOf = (v: FindingView): Safe => {
  const rows = LAYOUTS[v.finding.family].map((row) => row.map((box) => box(v)))
  const open = rows.flat().filter(isOpen).length
  const { finding, matter, rulebookDigest, evaluator, searched } = v.finding
  return html`<section class="sheet" id="f-${finding}">
<h2>${v.family.zh}线索核查表</h2>
<p class="lead">状态：<b>${STATUS[v.status]}</b>　等级：${gradeLabel(v.finding)}　案件链 ${matter}　<span class="en">${v.finding.family} ${v.family.en}</span></p>
<table><tbody>
${rows.map((boxes) => html`<tr>${boxes.map((b) => html`${boxName(b)}<td${boxes.length === 1 ? WIDE : ''}>${boxLines(b)}</td>`)}</tr>`)}
<tr class="view"><th scope="row">检察官意见<div class="en">procurator's view</div></th><td colspan="3"></td></tr>
<tr class="sign"><th scope="row">签名<div class="en">signature</div></th><td></td><th scope="row">日期<div class="en">date</div></th><td></td></tr>
</tbody></table>
<p class="foot">${open === 0 ? '各栏均已填明。' : `尚有${open}栏待核：本表为工作底稿，不得直接作为文书使用。`}<span class="en">${finding} · 规则库 ${rulebookDigest.slice(0, 12)} · ${evaluator} · 检索至第${searched.position}号 ${searched.day}</span></p>
</section>`
}

const WIDE = html` colspan="3"`
