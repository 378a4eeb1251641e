import type { Sentence } from '../explain/reasons.ts'
import { html, Safe } from './html.ts'
import type { FindingView } from './model.ts'

/** An empty box prints 待核: such a sheet is a worksheet, not yet a letter. */
export const TO_VERIFY = '待核'

/** One box of the sheet: its name, and lines that each stand alone. */
export type Box = Sentence & { lines: readonly (string | Sentence)[]; numbered?: boolean }
export type BoxOf = (view: FindingView) => Box

/** 待核 alone is an open question; 待核实 is the state of every finding. */
const OPEN = /待核(?!实)/
const lineText = (line: string | Sentence): string => (typeof line === 'string' ? line : line.zh)

export const isOpen = ({ lines }: Box): boolean => lines.some((line) => OPEN.test(lineText(line)))

export const listOr = (list: readonly string[], otherwise: string): readonly string[] =>
  list.length > 0 ? list : [otherwise]

const marked = (text: string): Safe[] =>
  text.split(new RegExp(`(${OPEN.source})`)).map((part) => (part === TO_VERIFY ? OPEN_MARK : html`${part}`))
const OPEN_MARK = new Safe(`<b class="todo">${TO_VERIFY}</b>`)

const lineOf = (line: string | Sentence): Safe =>
  typeof line === 'string' ? html`${marked(line)}` : html`${marked(line.zh)} <span class="en">${line.en}</span>`

export const boxName = ({ zh, en }: Box): Safe => html`<th scope="row">${zh}<div class="en">${en}</div></th>`

export const boxLines = ({ lines, numbered }: Box): Safe =>
  numbered
    ? html`<ol>${lines.map((line) => html`<li>${lineOf(line)}</li>`)}</ol>`
    : html`${lines.map((line) => html`<div>${lineOf(line)}</div>`)}`
