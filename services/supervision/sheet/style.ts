import { Safe } from './html.ts'

/** One self-contained style: readable on a screen, one finding a page on A4. No font or file is fetched. */
export const STYLE = new Safe(`
:root { --ink: #1a1a1a; --soft: #595959; --line: #b8b8b8; --mark: #9c1c1c; --paper: #fff; --tint: #f5f3ee; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 210mm; padding: 10mm 8mm; color: var(--ink); background: var(--paper);
  font: 10.5pt/1.55 "Noto Serif CJK SC", "Songti SC", SimSun, "Source Han Serif SC", serif; }
h1 { font-size: 17pt; text-align: center; margin: 0 0 1mm; letter-spacing: .12em; }
h2 { font-size: 14pt; text-align: center; margin: 0 0 3mm; letter-spacing: .1em; }
.en { color: var(--soft); font: 8.5pt/1.4 "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
p.lead { text-align: center; margin: 0 0 5mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: .35mm solid var(--line); padding: 1.6mm 2mm; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
thead th { background: var(--tint); font-weight: 600; }
.worklist td.number { white-space: nowrap; }
.sheet { break-before: page; margin-top: 12mm; }
.sheet th { width: 30mm; background: var(--tint); font-weight: 600; }
.grade-strong { color: var(--mark); font-weight: 700; }
.open { color: var(--mark); }
.view { height: 26mm; }
.sign td { height: 16mm; }
ul { margin: 0; padding-left: 5mm; }
a { color: inherit; }
footer { margin-top: 8mm; color: var(--soft); font-size: 8.5pt; }
@media (max-width: 600px) { body { padding: 4mm; } .sheet th { width: 22mm; } }
@media print { @page { size: A4; margin: 14mm 12mm; } body { max-width: none; padding: 0; } .sheet { margin-top: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } }
`)
