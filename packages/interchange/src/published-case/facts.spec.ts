import { describe, expect, it } from 'vitest'
import { legalBasesIn } from './legal-bases.ts'
import { actsOf, finedSeller, named, sheetOf } from './testing.ts'

const amounts = (amounts: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  sheetOf(finedSeller({ amounts, ...more })).amounts

describe('amounts', () => {
  it('are integer fen or counts, with the basis of their field', () => {
    expect(amounts({ goods_value_cny: 69244.4, illegal_business_cny: 282366.52, labels: 12, pieces: 3 })).toMatchObject(
      [
        { basis: 'goods_value', value: 6_924_440, bound: 'exact' },
        { basis: 'illegal_business', value: 28_236_652 },
        { basis: 'labels', value: 12 },
        { basis: 'pieces', value: 3 },
      ],
    )
  })

  it('are about what the case lists as approximate, and at least what its own words put a 余 to', () => {
    expect(amounts({ sales_cny: 80000, approx: ['sales_cny'] })[0]?.bound).toBe('about')
    const told = { title_zh: '甲市—销售8万余元', events_zh: ['查获12件'] }
    expect(amounts({ sales_cny: 80000, approx: ['sales_cny'] }, told)[0]?.bound).toBe('at_least')
    expect(amounts({ sales_cny: 90000 }, told)[0]?.bound).toBe('exact')
  })

  it('are less than what the words call 不足', () => {
    const below = amounts({ sales_cny: 50000 }, { events_zh: ['销售额不足5万元'] })
    expect(below).toMatchObject([{ basis: 'sales', value: 4_999_999, bound: 'at_most' }])
  })

  it('are read from the steps only where the case gives no sum, and only where they name one sum', () => {
    const told = (...events_zh: string[]) => amounts({ pieces: 9 }, { events_zh }).slice(1)
    expect(told('查明销售金额8.3万余元')).toMatchObject([{ basis: 'sales', value: 8_300_000, bound: 'at_least' }])
    expect(told('违法所得约4100元')).toMatchObject([{ basis: 'illegal_income', value: 410_000, bound: 'about' }])
    expect(told('销售金额3万元', '销售金额6万元')).toEqual([])
    expect(told('下家销售金额6万元', '销售金额不足5万元', '可能销售额7万元')).toEqual([])
    expect(amounts({ sales_cny: 1 }, { events_zh: ['违法所得4100元'] })).toHaveLength(1)
  })

  it('keep the count of the penalty apart from that of the investigation', () => {
    expect(amounts({ pieces: 9, pieces_admin: 4 })).toMatchObject([
      { value: 9, stage: 'investigation' },
      { value: 4, stage: 'penalty' },
    ])
  })

  it('count copies for copyright, and works between dramas and their videos', () => {
    expect(amounts({ pieces: 600 }, { right: 'copyright' })[0]?.basis).toBe('copies')
    expect(amounts({ videos: 490, short_dramas: 209 }, { right: 'copyright' })).toMatchObject([
      { basis: 'works', value: 490, bound: 'at_most' },
      { basis: 'works', value: 209, bound: 'exact' },
    ])
  })

  it('count sticks only where the words count cartons', () => {
    const tobacco = { right: 'product_quality', goods: '卷烟', outcome_tags: ['tobacco'] }
    expect(amounts({ pieces: 100 }, { ...tobacco, title_zh: '查获假烟100条' })).toMatchObject([
      { basis: 'pieces', value: 100 },
      { basis: 'sticks', value: 20_000, bound: 'exact' },
    ])
    expect(amounts({ pieces: 100 }, { ...tobacco, title_zh: '查获假烟100件' })).toHaveLength(1)
  })

  it('take the bracket below 50,000 yuan for an upper bound, and a stated zero for zero', () => {
    expect(amounts({}, { note: '按‘不足五万元可罚25万元以下’档罚款。违法所得为零' })).toMatchObject([
      { basis: 'illegal_income', value: 0, bound: 'exact' },
      { basis: 'illegal_business', value: 4_999_999, bound: 'at_most' },
    ])
  })

  it('of a sweep say how many sellers they lump together; those of accomplices do not', () => {
    const sweep = sheetOf(finedSeller({ party: { name: '13家销售单位' }, outcome_tags: ['multi_party'] }))
    expect([sweep.heads, sweep.amounts[0]?.heads]).toEqual([13, 13])
    const couple = sheetOf(finedSeller({ party: { name: '王某甲、李某', kind: 'individual' } }))
    expect([couple.heads, couple.amounts[0]?.heads]).toEqual([1, undefined])
  })
})

describe('parties that the case tells apart', () => {
  it('by whose figure a field is', () => {
    const json = finedSeller({
      amounts: { illegal_business_cny: 840000, sales_cny: 540000 },
      criminal: { filed: true, charge: '假冒注册商标罪；销售假冒注册商标的商品罪' },
      events_zh: ['赵某公司生产销往多地', '钱某转售超市'],
      note: 'illegal_business为赵某、sales为钱某；上下游',
    })
    expect(named(actsOf(json), 'findFacts').map((act) => act.data)).toMatchObject([
      { party: { name: '赵某' }, sheet: { roles: ['maker'], amounts: [{ basis: 'illegal_business' }] } },
      { party: { name: '钱某' }, sheet: { roles: ['seller'], amounts: [{ basis: 'sales' }] } },
    ])
    expect(
      named(actsOf(json), 'file')
        .slice(1)
        .map((act) => act.data.offences),
    ).toEqual([['213'], ['214']])
  })

  it('by clauses whose figures add up to the case’s own', () => {
    const json = finedSeller({
      party: { name: '王某、陶某、黄某', kind: 'individual' },
      amounts: { sales_cny: 296000 },
      events_zh: ['王某、陶某售2.1万公斤，涉案7.5万元', '黄某售8.2万公斤，涉案22.1万元'],
    })
    expect([sheetOf(json, 0), sheetOf(json, 1)].map((sheet) => sheet.amounts[0]?.value)).toEqual([
      7_500_000, 22_100_000,
    ])
  })

  it('by offence with its number of persons', () => {
    const json = finedSeller({
      party: { name: '5名当事人', kind: 'individual' },
      amounts: {},
      criminal: {
        transferred: true,
        transferred_basis: 'stated',
        charge: '假冒注册商标罪（3人）；销售假冒注册商标的商品罪（2人）',
      },
      events_zh: ['3人经营额、2人销售额均超5万元'],
    })
    expect([sheetOf(json, 0), sheetOf(json, 1)]).toMatchObject([
      {
        heads: 3,
        roles: ['maker'],
        amounts: [{ basis: 'illegal_business', value: 5_000_000, bound: 'at_least', heads: 1 }],
      },
      { heads: 2, roles: ['seller'], amounts: [{ basis: 'sales', value: 5_000_000, bound: 'at_least', heads: 1 }] },
    ])
    expect(sheetOf(json).circumstances).toContain('above_standard_stated')
  })

  it('by carrier and owner: the goods are not the carrier’s', () => {
    const json = finedSeller({ events_zh: ['对运输公司立案'], criminal: {} })
    expect([sheetOf(json, 0), sheetOf(json, 1)]).toMatchObject([
      { roles: ['carrier'], amounts: [] },
      { roles: [], amounts: [{ basis: 'sales' }] },
    ])
  })

  it('by buyers further down, who are never lent the main party’s figures', () => {
    expect(sheetOf(finedSeller({ events_zh: ['下家孙某某在邻县售卖时被查获'] }), 1)).toMatchObject({
      roles: ['seller'],
      amounts: [],
    })
  })
})

describe('roles', () => {
  const roles = (change: Record<string, unknown>) =>
    sheetOf(finedSeller({ title_zh: '某案', source_title: '某案', ...change })).roles

  it('follow the charge before the words', () => {
    expect(roles({ criminal: { charge: '假冒注册商标罪' }, events_zh: ['销售'] })).toEqual(['maker'])
    expect(roles({ criminal: { charge: '非法制造、销售非法制造的注册商标标识' } })).toEqual([
      'label_maker',
      'label_seller',
    ])
    expect(roles({ right: 'copyright', goods: '图书', criminal: { charge: '侵犯著作权罪' } })).toEqual(['copier'])
    expect(roles({ right: 'copyright', goods: '影视网站', criminal: { charge: '侵犯著作权罪' } })).toEqual([
      'network_disseminator',
    ])
  })

  it('are read from the verbs, or left open', () => {
    expect(roles({ events_zh: ['租房贴标后在网店售卖'] })).toEqual(['maker', 'seller'])
    expect(roles({ events_zh: ['开展打击制售假冒专项行动', '购进某厂货', '系由某灯具厂生产'] })).toEqual(['seller'])
    expect(roles({ events_zh: ['权利人鉴定非其生产', '处罚'], amounts: {}, title_zh: '灯具案' })).toEqual([])
  })

  it('are read from what was counted where no verb tells: a sum of sales was sold, clicks were made on a network', () => {
    const silent = { events_zh: ['处罚'], title_zh: '甲市一案' }
    expect(roles({ ...silent, amounts: { sales_cny: 1 } })).toEqual(['seller'])
    expect(roles({ ...silent, right: 'copyright', amounts: { clicks: 9 } })).toEqual(['network_disseminator'])
  })

  it('of who declares goods for export are open between maker and seller', () => {
    expect(roles({ agencies: [{ name: '乙海关', role: '查验、处罚' }], events_zh: ['申报出口'] })).toEqual(['exporter'])
  })
})

describe('the right', () => {
  const right = (change: Record<string, unknown>) => sheetOf(finedSeller(change)).right

  it('of a mark for services, a certification mark, a fake variety', () => {
    expect(right({})).toBe('goods_mark')
    expect(right({ goods: '餐饮服务（第43类服务商标）' })).toBe('service_mark')
    expect(right({ goods: '第25类服装' })).toBe('goods_mark')
    expect(right({ right: 'gi' })).toBe('geographical_indication')
    expect(right({ right: 'gi', note: '权利人为协会的地理标志证明商标' })).toBe('goods_mark')
    expect(right({ right: 'plant_variety', goods: '稻种', outcome_tags: ['plant_variety'] })).toBe('plant_variety')
    expect(right({ right: 'plant_variety', goods: '棉种', events_zh: ['认定伪造虚假品种'] })).toBe('none')
    expect(right({ right: 'something_new' })).toBeUndefined()
  })

  it('names special goods only where an offence hangs on them', () => {
    expect(sheetOf(finedSeller({ goods: '白酒' })).goodsKind).toBe('general')
    expect(sheetOf(finedSeller({ right: 'product_quality', goods: '包子' })).goodsKind).toBe('food')
    expect(sheetOf(finedSeller({ goods: '假烟' })).goodsKind).toBe('tobacco')
    expect(sheetOf(finedSeller({ goods: '针剂', criminal: { charge: '生产、销售假药罪' } })).goodsKind).toBe('drug')
  })
})

describe('the rest of a sheet', () => {
  it('holds an earlier penalty by its number; of another company only as a question', () => {
    const repeat = {
      repeat_of: '甲市监罚[2024]第8号',
      outcome_tags: ['repeat_offender'],
      events_zh: ['2024-11-02因售假被处罚（甲市监罚〔2024〕8号）'],
    }
    expect(sheetOf(finedSeller(repeat)).priors).toEqual([
      {
        kind: 'administrative',
        document: '甲市监罚〔2024〕8号',
        at: { value: '2024-11-02', precision: 'day' },
        sameSubject: 'yes',
      },
    ])
    const other = { ...repeat, note: '同一法定代表人的新公司' }
    expect(sheetOf(finedSeller(other)).priors[0]?.sameSubject).toBe('unknown')
    expect(sheetOf(finedSeller({})).priors).toEqual([])
  })

  it('places the conduct by its own dates, a declaration, or a year that the words give', () => {
    const conduct = (change: Record<string, unknown>) => sheetOf(finedSeller(change)).conduct
    expect(conduct({ dates: { conduct_start: '2020-05', conduct_end: '2021' } })).toEqual({
      from: { value: '2020-05', precision: 'month' },
      to: { value: '2021', precision: 'year' },
    })
    expect(conduct({ agencies: [{ name: '乙海关' }], dates: { declared: '2025-06-22' } }).to?.value).toBe('2025-06-22')
    expect(conduct({ events_zh: ['查明2017年起售假'] })).toEqual({ from: { value: '2017', precision: 'year' } })
    expect(conduct({})).toEqual({})
  })

  it.each([
    [['当事人不知道是侵权商品'], { knowing: 'no' }],
    [['消费者不知情'], {}],
    [['当事人称不知道是假货'], {}],
    [['认定属于类似商品'], { same_goods: 'no' }],
    [['在同一种商品或者类似商品上使用'], {}],
    [['所标专利权已终止'], { others_patent: 'no' }],
    [['请求处理专利侵权纠纷'], { passing_off: 'no' }],
  ])('%s states %o', (events_zh, elements) => {
    expect(sheetOf(finedSeller({ events_zh })).elements).toEqual(elements)
  })

  it('states circumstances and elements only where the words do', () => {
    const stated = sheetOf(
      finedSeller({ events_zh: ['已售部分无法鉴定', '经集体讨论', '未经许可'], note: '若不知情则不罚' }),
    )
    expect(stated.circumstances).toEqual(['collectively_discussed', 'sold_goods_unappraised'])
    expect(stated.elements).toEqual({ no_licence: 'yes' })
    expect(sheetOf(finedSeller({ events_zh: ['不能提供合法来源'] })).circumstances).not.toContain('lawful_source')
  })

  it('cites provisions in short', () => {
    expect(legalBasesIn('依《商标法》第五十七条第（三）项、第六十条第二款处罚')).toEqual(['商标法57(3)'])
    expect(legalBasesIn('商标法第六十条第二款；产品质量法第53条')).toEqual(['商标法60(2)', '产品质量法53'])
  })
})
