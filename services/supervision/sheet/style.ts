import { Safe } from './html.ts'

/** One self-contained style: readable on a screen, one finding a page on A4. No font or file is fetched. */
export const STYLE = new Safe(`
:root { --ink: #1a1a1a; --soft: #555; --line: #9a9a9a; --paper: #fff; --tint: #f4f2ed; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 210mm; padding: 10mm 8mm; color: var(--ink); background: var(--paper);
  font: 10.5pt/1.5 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
h1, h2 { text-align: center; margin: 0 0 1mm; font-weight: 700; }
h1 { font-size: 17pt; letter-spacing: .12em; }
h2 { font-size: 15pt; letter-spacing: .1em; }
.en { color: var(--soft); font: 7.5pt/1.3 "Helvetica Neue", Arial, "Noto Sans", sans-serif; }
p.lead { text-align: center; margin: 0 0 1.5mm; }
p.foot { margin: 2mm 0 0; font-size: 9pt; color: var(--soft); }
p.foot .en { display: block; }
table { border-collapse: collapse; width: 100%; margin-top: 2mm; }
th, td { border: .3mm solid var(--line); padding: 1mm 1.8mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { background: var(--tint); font-weight: 600; font-size: 9.5pt; }
ol { margin: 0; padding-left: 1.5em; }
a { color: inherit; }
.worklist { table-layout: fixed; }
.worklist th:nth-child(1) { width: 6%; }
.worklist th:nth-child(2) { width: 12%; }
.worklist th:nth-child(3) { width: 14%; }
.worklist th:nth-child(4) { width: 18%; }
.worklist th:nth-child(5) { width: 28%; }
.worklist th:nth-child(6) { width: 13%; }
.worklist th:nth-child(7) { width: 9%; }
.worklist { font-size: 9.5pt; }
.grade { display: inline-block; padding: 0 1mm; white-space: nowrap; line-height: 1.25; }
.grade.strong { border: 1mm double var(--ink); font-weight: 700; }
.grade.ask { border: .3mm dashed var(--ink); }
.history { white-space: nowrap; font-style: normal; text-decoration: underline; }
.todo { font-weight: 700; border-bottom: .4mm dotted var(--ink); }
.sheet { break-before: page; margin-top: 16mm; }
.sheet table { table-layout: fixed; }
.sheet th { width: 15%; }
.sheet td { width: 35%; }
ol .en { display: block; }
.view td { height: 15mm; }
.sign td { height: 9mm; }
@media screen and (max-width: 600px) {
  body { padding: 4mm; }
  thead { display: none; }
  table, tbody, tr, th, td { display: block; }
  .sheet th, .sheet td { width: auto; }
  .worklist tr { border: .3mm solid var(--line); margin-bottom: 3mm; padding: 1mm 2mm; }
  .worklist td { border: 0; padding: .4mm 0; white-space: normal; }
  .worklist td::before { content: attr(data-label) "："; color: var(--soft); font-size: 8.5pt; }
  .worklist td:nth-child(3) div { display: inline; margin-left: 1mm; }
}
@media print {
  @page { size: A4; margin: 9mm 12mm; }
  body { max-width: none; padding: 0 .3mm 0 0; font-size: 9.5pt; line-height: 1.4; }
  th { font-size: 9pt; }
  .sheet { margin-top: 0; }
  .sheet .en { font-size: 6.5pt; line-height: 1.2; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`)
