import Table from 'cli-table3'
import { failed, isSkipped, type Outcome, type Skipped } from './scenario.ts'

const HEAD = ['scenario', 'server', 'faults', 'made', 'acknowledged', 'lost', 'doubled', 'result']

const row = (name: string, result: Outcome | Skipped): string[] =>
  isSkipped(result)
    ? [name, result.server, '', '', '', '', '', `skipped: ${result.skipped}`]
    : [
        name,
        result.server,
        result.faults,
        ...[result.made, result.acknowledged, result.lost, result.doubled].map(String),
        failed(result) ? `FAILED ${result.wrong.join(' · ')}` : ['held', result.note].filter(Boolean).join(': '),
      ]

/** What was done and what came of it, one row a scenario. */
export const table = (results: readonly { name: string; result: Outcome | Skipped }[]): string => {
  const printed = new Table({
    head: HEAD,
    style: { head: [], border: [] },
    colWidths: [18, 17, 34, 6, 14, 6, 9, 60],
    wordWrap: true,
  })
  for (const { name, result } of results) printed.push(row(name, result))
  return printed.toString()
}
