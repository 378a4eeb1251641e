import { explain } from '../explain/explain.ts'
import { nonTransfer } from '../families/non-transfer.ts'
import { assessed, lookAt } from '../families/testing.ts'
import { filed, fileOf, found, penalised } from '../file/testing.ts'
import type { FindingView } from './model.ts'

/** A finding as the page is given it, for specs. */
export const viewOfSample = (more: Partial<FindingView> = {}, id = 'F-1', matter = 'M1'): FindingView => {
  const file = fileOf(filed(), found(), penalised('2018-06-01', { documentNumber: '某市监处罚〔2018〕7号' }))
  const measured = {
    value: 14_000_000,
    unit: 'fen' as const,
    amounts: [
      {
        basis: 'sales' as const,
        value: 14_000_000,
        bound: 'about' as const,
        valuation: 'actual_price' as const,
        page: '卷二第15页',
      },
    ],
  }
  const assessment = assessed({ measured, limitation: { ends: '2023-07-09', passed: 'no' } })
  const [suspicion] = nonTransfer.look(lookAt(file, [assessment]))
  if (!suspicion) throw new Error('nothing raised')
  const finding = {
    ...suspicion,
    finding: id,
    matter,
    rulebookDigest: 'd'.repeat(64),
    evaluator: 'e',
    factsHash: 'h',
    searched: { position: '12', day: '2026-11-24' },
  }
  const party = { name: '某公司', code: undefined }
  const word = (key: string) => ({ zh: key, en: key })
  return {
    finding,
    status: 'open',
    family: { zh: '应移未移', en: 'should have been transferred' },
    explained: explain(finding, () => party.name, { cite: word, element: word }, word),
    file,
    assessment,
    today: assessment,
    sheet: file.sheets[0]?.sheet,
    party,
    rule: { zh: '法释〔2004〕19号第2条第1款，规则T04-214-s', en: 'rule' },
    elementName: (key) => `要件${key}`,
    ...more,
  }
}
