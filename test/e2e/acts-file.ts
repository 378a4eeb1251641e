import { writeFileSync } from 'node:fs'

export type Line = Record<string, unknown>

const PAPERS = { kind: 'paper_file', source: '移送登记簿' }

/** A transfer reported from papers: the act that opens it. */
export const reportedTransfer = (matter: string, more: Line = {}): Line => ({
  v: 1,
  matter,
  act: 'referral.transfer.report',
  at: '2024-03-01',
  agency: '某市市场监督管理局',
  mode: 'report',
  provenance: PAPERS,
  data: { kind: 'crime', team: ['甲', '乙'] },
  ...more,
})

/** Writes an acts file; a line may also be given as its bytes. */
export const writeActs = (file: string, lines: readonly (Line | string | Uint8Array)[]): void =>
  writeFileSync(
    file,
    Buffer.concat(
      lines.flatMap((line) => [Buffer.from(isBytes(line) ? line : JSON.stringify(line)), Buffer.from('\n')]),
    ),
  )

const isBytes = (line: Line | string | Uint8Array): line is string =>
  typeof line === 'string' || line instanceof Uint8Array
