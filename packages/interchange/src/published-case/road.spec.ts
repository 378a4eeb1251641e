import { describe, expect, it } from 'vitest'
import { actsOf, finedSeller, named } from './testing.ts'

const verbs = (json: unknown) => actsOf(json).map((act) => act.act.split('.').slice(1).join('.'))
const nonTransfer = (change: Record<string, unknown>) => named(actsOf(finedSeller(change)), 'stateNonTransfer').length

describe('that the agency did not transfer', () => {
  it('is stated by a stated field or in words', () => {
    expect(nonTransfer({ criminal: { transferred: false, transferred_basis: 'stated' } })).toBe(1)
    expect(nonTransfer({ agencies: [{ name: '甲局', role: '行政罚款、未移送' }] })).toBe(1)
    expect(nonTransfer({ events_zh: ['罚款后未将案件移送公安机关'] })).toBe(1)
    expect(nonTransfer({ events_zh: ['罚款结案', '审计指出该案以罚代刑'] })).toBe(1)
    const labelled = { outcome_tags: ['police_first'], criminal: { transferred: false, transferred_basis: 'stated' } }
    expect(nonTransfer(labelled)).toBe(1)
  })

  it.each([
    ['silence', {}],
    ['a remark that the source says nothing', { note: '货值很大，报道未提移送' }],
    ['no record', { events_zh: ['没有移送记录'] }],
    ['a doubt', { note: '是否未移送公安待核' }],
    ['a remark on what is to be prevented', { note: '文章强调防止以罚代刑' }],
    ['a remark that there is nothing to transfer', { note: '货值虽高，没有移送出口' }],
    ['a step of the prosecution', { events_zh: ['公安未移送审查起诉'] }],
    [
      'police first',
      { criminal: { transferred: false, transferred_basis: 'stated', route: 'police_first', filed: true } },
    ],
    ['a joint raid', { criminal: { transferred: false, transferred_basis: 'stated', route: 'joint_on_site' } }],
    [
      'returned by the police',
      { criminal: { transferred: false, transferred_basis: 'stated', route: 'police_returned_to_admin' } },
    ],
  ])('is not stated by %s', (_, change) => {
    expect(nonTransfer(change)).toBe(0)
  })

  it('keeps the agency’s reasons, without names', () => {
    const [act] = named(
      actsOf(
        finedSeller({
          events_zh: ['执法机关认为李某某已售部分达不到标准'],
          criminal: { transferred: false, transferred_basis: 'stated' },
        }),
      ),
      'stateNonTransfer',
    )
    expect(act?.data).toEqual({ statedBy: 'source', reasons: '执法机关认为某人已售部分达不到标准' })
  })
})

describe('order of decision and transfer', () => {
  const both = (change: Record<string, unknown>) =>
    verbs(
      finedSeller({
        criminal: { transferred: true, transferred_basis: 'stated', filed: true, route: 'admin_transfer' },
        ...change,
      }),
    ).filter((verb) => ['case.penalise', 'transfer.dispatch'].includes(verb))

  it('follows the dates', () => {
    expect(both({ dates: { penalised: '2019-05-06', transferred: '2019-08-01' } })).toEqual([
      'case.penalise',
      'transfer.dispatch',
    ])
    expect(both({ dates: { penalised: '2019-05-06', transferred: '2019-04-01' } })).toEqual([
      'transfer.dispatch',
      'case.penalise',
    ])
  })

  it('else the steps', () => {
    expect(both({ dates: {}, events_zh: ['移送公安', '后又处罚'] })).toEqual(['transfer.dispatch', 'case.penalise'])
    expect(both({ dates: {}, events_zh: ['罚款结案', '经监督移送公安'] })).toEqual([
      'case.penalise',
      'transfer.dispatch',
    ])
  })
})

describe('the way to the police', () => {
  const opened = (change: Record<string, unknown>) => named(actsOf(finedSeller(change)), 'open')[0]?.data.route
  const filed = { transferred: false, filed: true, charge: '假冒注册商标罪' }

  it('was their own where the fine came first and no transfer is told of', () => {
    expect(opened({ outcome: 'penalty_then_criminal', criminal: filed })).toBe('parallel')
    expect(opened({ outcome: 'penalty_then_criminal', criminal: { ...filed, transferred: true } })).toBe('not_stated')
    expect(opened({ outcome: 'convicted', criminal: filed })).toBe('not_stated')
  })

  it('was opened by the procuratorate where it asked for the transfer', () => {
    const advice = (event: string) =>
      named(actsOf(finedSeller({ events_zh: [event], criminal: { transferred: true } })), 'dispatch')[0]?.data.onAdvice
    expect(advice('检察院督促移送公安')).toBe(true)
    expect(advice('检察院建议公安移送审查起诉')).toBeUndefined()
  })
})

describe('whose matter it was first', () => {
  const nature = (change: Record<string, unknown>) => named(actsOf(finedSeller(change)), 'file')[0]?.data.nature

  it('is the police’s when they had it first or the procuratorate sent it back', () => {
    expect(nature({ criminal: { filed: true, route: 'police_first' } })).toBe('criminal_first')
    expect(
      nature({ outcome: 'not_prosecuted_then_penalty', dates: {}, criminal: { filed: true, not_prosecuted: true } }),
    ).toBe('criminal_first')
  })

  it('is the agency’s when it decided before, transferred, or nobody else is told of', () => {
    expect(nature({})).toBe('administrative')
    expect(nature({ criminal: { filed: true }, dates: { penalised: '2012-10-26', arrested: '2012-10-30' } })).toBe(
      'administrative',
    )
    expect(nature({ criminal: { filed: true, transferred: true, not_prosecuted: true } })).toBe('administrative')
  })

  it('is nobody’s in a civil or public-interest suit without a decision', () => {
    expect(nature({ admin_penalty: null, dates: {}, criminal: {}, outcome: 'civil' })).toBe('civil')
    expect(
      nature({
        admin_penalty: null,
        dates: {},
        criminal: {},
        outcome: 'other',
        outcome_tags: ['public_interest_litigation'],
      }),
    ).toBe('public_interest')
  })
})

describe('a decision in a case of several parties', () => {
  it('names none of them where the source does not say whom it means', () => {
    const json = finedSeller({
      party: { name: '王某、陶某、黄某', kind: 'individual' },
      amounts: { sales_cny: 296000 },
      events_zh: ['王某、陶某售2.1万公斤，涉案7.5万元', '黄某售8.2万公斤，涉案22.1万元'],
    })
    expect(named(actsOf(json), 'penalise')[0]?.data.party).toBeUndefined()
  })
})

describe('decisions', () => {
  it('keep figures, bounds and kinds, and name the party fined unless the text names another', () => {
    const [fined] = named(
      actsOf(finedSeller({ admin_penalty: { fine_cny: 50000, decision: '没收、罚款（5万余元）' } })),
      'penalise',
    )
    expect(fined).toMatchObject({
      at: '2019-05-06',
      precision: 'day',
      agency: '甲市市场监督管理局',
      data: { party: { name: '某商行' }, fine: 5_000_000, fineBound: 'at_least', kinds: ['fine', 'confiscation'] },
    })
    const [other] = named(actsOf(finedSeller({ admin_penalty: { decision: '对赵某行政罚款' } })), 'penalise')
    expect(other?.data).toMatchObject({ decision: '对某人行政罚款' })
    expect(other?.data.party).toBeUndefined()
  })

  it('can be revoked, turned into none, and made again', () => {
    const dates = {
      penalised: '2023-01-06',
      revoked: '2023-03-20',
      no_penalty_decision: '2023-05-25',
      penalised_again: '2024-07-19',
    }
    const acts = actsOf(finedSeller({ dates, events_zh: ['法院判决撤销处罚'] }))
    expect(
      acts
        .filter((act) => act.act.startsWith('intake.case.') && act.at.startsWith('202'))
        .map((act) => [act.act.split('.')[2], act.at]),
    ).toEqual([
      ['penalise', '2023-01-06'],
      ['revokePenalty', '2023-03-20'],
      ['decideOutcome', '2023-05-25'],
      ['penalise', '2024-07-19'],
    ])
    expect(named(acts, 'revokePenalty')[0]?.data.ground).toBe('court')
  })

  it.each([
    ['no_penalty', { outcome: 'no_penalty', admin_penalty: { decision: '现场教育，未见罚款' } }],
    ['admonition', { outcome: 'acquitted', admin_penalty: { decision: '责令改正通知书' }, dates: {} }],
    ['withdrawn', { outcome: 'other', admin_penalty: null, dates: {}, events_zh: ['撤销立案'] }],
  ])('may be %s', (outcome, change) => {
    expect(named(actsOf(finedSeller(change)), 'decideOutcome')[0]?.data.outcome).toBe(outcome)
    expect(named(actsOf(finedSeller(change)), 'penalise')).toEqual([])
  })

  it('make no act where the case is pending', () => {
    expect(verbs(finedSeller({ outcome: 'pending', admin_penalty: null, dates: { found: '2023' } }))).not.toContain(
      'case.penalise',
    )
  })
})

describe('transfers and instruments', () => {
  it('to the police are copied where the case says so, and go to a stand-in where it names none', () => {
    const [sent] = named(
      actsOf(
        finedSeller({
          criminal: { transferred: true, transferred_basis: 'stated' },
          events_zh: ['移送公安并抄送检察院'],
        }),
      ),
      'dispatch',
    )
    expect(sent?.data).toMatchObject({ kind: 'crime', to: '未述公安机关', copyTo: '未述检察机关' })
  })

  it('between agencies and back from the police are no transfers to the police', () => {
    const lateral = finedSeller({
      agencies: [
        { name: '乙区市场监管局', role: '案件移送（移送函乙监移【2025】43号）' },
        { name: '甲区市场监管局', role: '立案、处罚' },
      ],
    })
    expect(named(actsOf(lateral), 'dispatch')[0]).toMatchObject({
      agency: '乙区市场监管局',
      data: { kind: 'lead', to: '甲区市场监管局', documentNumber: '乙监移〔2025〕43号' },
    })
    const back = finedSeller({
      criminal: { transferred: false, route: 'police_returned_to_admin' },
      dates: { transferred_to_admin: '2021-01-15' },
    })
    expect(named(actsOf(back), 'dispatch').map((act) => [act.data.kind, act.at])).toEqual([['reverse', '2021-01-15']])
    expect(named(actsOf(back), 'returnToAgency')).toHaveLength(1)
  })

  it('record the opinion after a non-prosecution and what the agency did', () => {
    const json = finedSeller({
      agencies: [
        { name: '丙区人民检察院', role: '不起诉、检察意见' },
        { name: '甲市市场监督管理局', role: '行政处罚' },
      ],
      criminal: {
        filed: true,
        not_prosecuted: true,
        charge: '销售假冒注册商标的商品罪',
        supervision_kind: 'procuratorial_opinion_to_admin',
      },
      dates: { not_prosecuted: '2023-10', procuratorial_opinion: '2023-10-27', penalised: '2023-12-15' },
      outcome: 'not_prosecuted_then_penalty',
      events_zh: ['相对不起诉', '检察意见', '作出处罚并书面回复'],
    })
    expect(verbs(json).slice(3)).toEqual([
      'criminalCase.open',
      'criminalCase.file',
      'criminalCase.decideNonProsecution',
      'instrument.issue',
      'case.penalise',
      'instrument.reply',
      'instrument.recordOutcome',
    ])
    expect(named(actsOf(json), 'decideNonProsecution')[0]).toMatchObject({
      at: '2023-10',
      data: { kind: 'discretionary', offences: ['214'] },
    })
  })

  it('record a judgment, part of the group, and the one fine it names', () => {
    const judged = (sentence: string) =>
      named(
        actsOf(
          finedSeller({
            outcome: 'convicted',
            criminal: { filed: true, charge: '假冒注册商标罪', sentence },
            dates: {},
          }),
        ),
        'judge',
      )[0]?.data
    expect(judged('有期徒刑8个月，罚金4万元')).toMatchObject({
      verdict: 'guilty',
      offences: ['213'],
      criminalFine: 4_000_000,
    })
    expect(judged('19名主犯判刑')).toMatchObject({ heads: 19 })
  })

  it('record a listing that was made, not one only meant', () => {
    expect(verbs(finedSeller({ events_zh: ['列入严重违法失信名单'] }))).toContain('listing.decide')
    expect(verbs(finedSeller({ events_zh: ['拟列入严重违法失信名单'] }))).not.toContain('listing.decide')
  })
})

it('puts the day of publication beside the source, never on an act', () => {
  for (const act of actsOf(finedSeller())) {
    expect(act.provenance?.publishedAt).toEqual({ value: '2019-06-01', precision: 'day' })
    expect(act.at).not.toBe('2019-06-01')
  }
})
