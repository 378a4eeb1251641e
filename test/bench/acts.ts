import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { ActLine } from '@case-ledger/contracts'

const AGENCY = '某市市场监督管理局'
const PROVENANCE = { kind: 'paper_file', source: '案卷' } as const

/** The four acts of a matter of the commonest kind: a seller of counterfeits, three times over the line, fined, not transferred. */
export const actsOfMatter = (matter: string): Omit<ActLine, 'v'>[] => {
  const party = { kind: 'company', name: `${matter}商行` }
  const said = { matter, agency: AGENCY, mode: 'report', provenance: PROVENANCE } as const
  const conduct = {
    from: { value: '2018-01-01', precision: 'day' },
    to: { value: '2018-05-01', precision: 'day' },
  }
  const sheet = {
    ...{ right: 'goods_mark', roles: ['seller'], conduct },
    amounts: [{ basis: 'sales', value: 15_000_000 }],
  }
  const fine = { party, fine: 10_000_000, kinds: ['fine'], documentNumber: `${matter}号` }
  return [
    { ...said, act: 'intake.case.file', at: '2018-05-10', data: { parties: [party] } },
    { ...said, act: 'intake.case.findFacts', at: '2018-06-01', data: { party, sheet } },
    { ...said, act: 'intake.case.penalise', at: '2018-06-01', data: fine },
    { ...said, act: 'intake.lead.register', at: '2018-06-02', data: { kind: 'report' } },
  ]
}

export const ACTS_PER_MATTER = 4

/** An acts file of so many matters, act by act, as files that agencies keep come. */
export const writeActsFile = (path: string, matters: number): void => {
  const series = randomUUID().slice(0, 8)
  const all = Array.from({ length: matters }, (_, n) => actsOfMatter(`B-${series}-${n}`))
  const lines = [0, 1, 2, 3].flatMap((step) => all.map((acts) => JSON.stringify({ v: 1, ...acts[step] })))
  writeFileSync(path, `${lines.join('\n')}\n`)
}
