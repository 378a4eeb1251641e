import Table from 'cli-table3'
import { OURS } from './contestants/ours.ts'
import type { Judged } from './goals.ts'
import { type Figure, spreadOf } from './scenario.ts'

export type Report = {
  machine: string
  server: string
  rounds: number
  absent: { name: string; why: string }[]
  figures: Figure[]
  goals: Judged[]
}

const number = (value: number | undefined): string => {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(value >= 10 ? 1 : 2)
}

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({ head: [...head], style: { head: [], border: [] } })
  for (const row of rows) table.push([...row])
  return table.toString()
}

/** Each against ours: above 1 we are faster. */
const ratioToOurs = (figure: Figure, all: readonly Figure[]): string => {
  const ours = all.find(({ scenario, contestant }) => scenario === figure.scenario && contestant === OURS)
  if (!ours || figure === ours) return ''
  return `${number(spreadOf(ours).median / spreadOf(figure).median)} ×`
}

export const reportText = ({ machine, server, rounds, absent, figures, goals }: Report): string =>
  [
    `${machine} · ${server} · ${rounds} runs each · events of about 500 bytes`,
    tableOf(
      ['measured', 'of', 'min', 'median', 'max', 'unit', 'p99 ms', 'ours faster by'],
      figures.map((figure) => {
        const { min, median, max, p99 } = spreadOf(figure)
        const latency = figure.unit === 'ms' || figure.runs.some((run) => run.p50 === run.p99) ? '' : number(p99)
        return [
          ...[figure.scenario, figure.contestant, number(min), number(median), number(max), figure.unit],
          ...[latency, ratioToOurs(figure, figures)],
        ]
      }),
    ),
    tableOf(
      ['goal', 'wanted', 'measured', 'unit', ''],
      goals.map(({ what, goal, value, unit, verdict }) => [what, goal, number(value), unit, verdict]),
    ),
    ...absent.map(({ name, why }) => `not here: ${name}: ${why}`),
  ].join('\n')
