import { describe, expect, it } from 'vitest'
import { readActs } from './acts-file.ts'
import { detectFormat, type InterchangeLine, readInterchange } from './interchange-file.ts'

const stream = async function* (...lines: unknown[]) {
  yield Buffer.from(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
}
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
const act = { v: 1, matter: 'M1', act: 'intake.case.close', at: '2024-03', agency: '甲局', data: {} }
const publishedCase = { id: 'K1', title_zh: '某案', outcome: 'pending', agencies: [{ name: '甲市场监督管理局' }] }

describe('acts', () => {
  it('yields an act with its line, and a report without its source as a problem', async () => {
    const read = await collect(readActs(stream(act, { ...act, mode: 'report' })))
    expect(read[0]).toMatchObject({ line: 1, act: { act: 'intake.case.close', mode: 'perform' } })
    expect(read[1]).toMatchObject({
      line: 2,
      problem: { code: 'input.provenance_required', field: 'provenance', line: 2 },
    })
  })

  it('names the field that is wrong', async () => {
    const [read] = await collect(readActs(stream({ ...act, agency: 7 })))
    expect(read).toMatchObject({ problem: { code: 'input.malformed', field: 'agency', line: 1 } })
  })

  it('warns about an odd credit code and takes the act', async () => {
    const [read] = await collect(readActs(stream({ ...act, data: { party: { creditCode: '91350211M0000XUF46' } } })))
    expect(read).toMatchObject({ act: {}, warnings: [{ field: 'party.creditCode' }] })
  })
})

describe('either format', () => {
  it('is told by the first line', () => {
    expect(detectFormat(`\uFEFF${JSON.stringify(act)}`)).toBe('acts')
    expect(detectFormat(JSON.stringify(publishedCase))).toBe('published_case')
    expect(detectFormat('{"x":1}')).toBeUndefined()
    expect(detectFormat('not json')).toBeUndefined()
  })

  it('reads acts as they are and makes acts of published cases, past bad lines', async () => {
    const acts = await collect(readInterchange(stream('{bad', act)))
    expect(acts.map(({ line, acts, problems }) => [line, acts.length, problems[0]?.code])).toEqual([
      [1, 0, 'input.not_json'],
      [2, 1, undefined],
    ])
    const cases = await collect(readInterchange(stream(publishedCase, { ...publishedCase, id: 5 })))
    expect(cases[0]?.acts.length).toBeGreaterThan(2)
    expect(cases[1]?.problems).toEqual([expect.objectContaining({ code: 'input.malformed', field: 'id', line: 2 })])
  })

  it('says of a file that shows neither that it is neither', async () => {
    const [line] = (await collect(readInterchange(stream({ x: 1 })))) as [InterchangeLine]
    expect(line.problems[0]).toMatchObject({ code: 'input.malformed', line: 1 })
  })
})
