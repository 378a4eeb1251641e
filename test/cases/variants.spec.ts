import { describe, expect, it, test } from 'vitest'
import { compare, describeJudged, type Expectation, readLines } from './expectation.ts'
import { best, judge } from './judge.ts'
import { finedNotTransferred, type PublishedJson } from './voice.ts'

const fixture = (name: string) => new URL(`../fixtures/cases/${name}`, import.meta.url)
const VARIANTS = new Map(readLines<PublishedJson>(fixture('variants.jsonl')).map((v) => [v.id, v]))
const SAMPLE = new URL('../../packages/interchange/sample/published-cases.jsonl', import.meta.url)

const variant = (id: string, change: Partial<PublishedJson> = {}): PublishedJson => ({
  ...VARIANTS.get(id)!,
  ...change,
})

describe('invented cases', () => {
  test.each(readLines<Expectation>(fixture('variants-expected.jsonl')))('$id', async (expected) => {
    const json = variant(expected.id)
    const judged = await judge(json)
    const { best: bestAgrees, nonTransfer, rows } = compare(judged, expected)
    const agreement = { best: bestAgrees, nonTransfer, rows: rows.map((r) => r.agrees) }
    const all = { best: true, nonTransfer: true, rows: rows.map(() => true) }
    expect(agreement, `${json.title_zh} ${describeJudged(judged)}`).toEqual(all)
    expect(judged.refused).toEqual([])
  })
})

describe('the voice', () => {
  const expected = new Map(readLines<Expectation>(fixture('expected.jsonl')).map((e) => [e.id, e]))

  it('raises every published case that reached its number, once it is told as fined and not transferred', async () => {
    const silent: string[] = []
    const wrong: string[] = []
    for (const json of readLines<PublishedJson>(SAMPLE)) {
      const accepted = expected.get(json.id)!.best
      const { findings } = await judge(finedNotTransferred(json))
      const stands = findings.some((f) => f.family === 'SIG-01')
      if (accepted.includes('met') && !stands) silent.push(json.id)
      if (accepted.every((v) => v === 'not_met' || v === 'none') && stands) wrong.push(json.id)
    }
    expect({ silent, wrong }).toEqual({ silent: [], wrong: [] })
  })
})

describe('a verdict moves with its facts', () => {
  const sold = (yuan: number, more: object = {}) => ({ amounts: { sales_cny: yuan, ...more } })
  const during = (start: string, end: string, penalised: string) => ({
    dates: { conduct_start: start, conduct_end: end, penalised },
  })
  const made = {
    events_zh: ['投诉', '生产、加工并销售假冒轴承', '处罚'],
    goods: '轴承',
    party: { name: '某轴承厂', kind: 'company' },
  }

  it.each([
    ['an amount below the line', 'V01', sold(39_000), '214', 'not_met'],
    ['an amount near it', 'V01', sold(41_000), '214', 'near'],
    ['an amount at it', 'V01', sold(50_000), '214', 'met'],
    [
      'the same sales in the gap of the law',
      'V01',
      during('2021-04-01', '2021-06-01', '2021-12-01'),
      '214',
      'possible',
    ],
    ['the same sales after the gap', 'V01', during('2025-05-01', '2025-06-01', '2025-12-01'), '214', 'met'],
    ['a service mark before it was protected', 'V22', during('2020-01', '2020-12', '2021-02-01'), '213', 'none'],
    ['a service mark before its figures came', 'V22', during('2022-01', '2022-12', '2023-02-01'), '213', 'possible'],
    ['a second mark of a maker', 'V18', { brands: ['白鹭', '红杉'] }, '213', 'met'],
    ['a second mark of a seller', 'V19', {}, '214', 'not_met'],
    ['a maker in place of a seller', 'V01', { ...made, ...sold(136_000) }, '213', 'met'],
    ['copies short of the line', 'V26', { amounts: { pieces: 40 } }, '217', 'not_met'],
    ['labels short of the line', 'V34', { amounts: { labels: 400 } }, '215', 'not_met'],
    ['a plant variety in place of a mark', 'V08', { right: 'plant_variety' }, 'plant_variety', 'none'],
    ['a total over eleven shops', 'V38', sold(160_000), '214', 'possible'],
    ['an average over eleven shops above the line', 'V38', sold(1_600_000), '214', 'met'],
  ])('%s', async (_, id, change, offence, verdict) => {
    const { assessments } = await judge(variant(id, change as Partial<PublishedJson>))
    expect(best(assessments.filter((a) => a.offence === offence))).toBe(verdict)
  })

  it.each([
    ['stands where not transferring is stated', { transferred: false, transferred_basis: 'stated' }, true],
    ['is only a question where nothing is said', { transferred: false, transferred_basis: 'not_mentioned' }, true],
    ['falls with a transfer', { transferred: true, transferred_basis: 'stated', route: 'admin_transfer' }, false],
    ['falls where the police were first', { transferred: false, filed: true, route: 'police_first' }, false],
    [
      'falls where police and agency acted together',
      { transferred: false, filed: true, route: 'joint_on_site' },
      false,
    ],
  ])('a finding %s', async (_, criminal, stands) => {
    const { findings } = await judge(variant('V08', { criminal }))
    expect(findings.some((f) => f.family === 'SIG-01')).toBe(stands)
  })
})
