import { FAMILIES } from '@case-ledger/contracts'
import { describe, expect, it } from 'vitest'
import { html, Safe } from './html.ts'
import { findingsPage } from './page.ts'
import { viewOfSample } from './testing.ts'

const NOW = '2026-11-24T00:00:00.000Z'
const count = (page: string, text: string) => page.split(text).length - 1

describe('html', () => {
  it('escapes every value that is not itself page', () => {
    expect(html`<p>${'<script>"&\''}</p>`.text).toBe('<p>&lt;script&gt;&quot;&amp;&#39;</p>')
    expect(html`<p>${[new Safe('<b>'), '<i>']}</p>`.text).toBe('<p><b>&lt;i&gt;</p>')
  })
})

describe('the page of findings', () => {
  it('is one self-contained document, also with nothing to show', () => {
    const page = findingsPage([], NOW)
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('没有线索')
    expect(page).not.toMatch(/https?:|<link|<script/)
  })

  it('lists each finding in one short line and leaves the explanation to its sheet', () => {
    const view = viewOfSample()
    const [list = '', sheet = ''] = findingsPage([view], NOW).split('<section class="sheet"')
    expect(list).toContain(view.explained.gist)
    expect(list).not.toContain(view.explained.points[1]?.zh)
    for (const { zh } of view.explained.points) expect(sheet.replaceAll(/<\/?b[^>]*>/g, '')).toContain(zh)
  })

  it('puts the strong before the questions, what still runs before what has passed, history last', () => {
    const ends = (end: string, passed: 'yes' | 'no') => {
      const { assessment } = viewOfSample()
      return assessment && { ...assessment, limitation: { ends: end, passed } }
    }
    const { finding } = viewOfSample()
    const page = findingsPage(
      [
        viewOfSample({ finding: { ...finding, finding: 'F-history', history: true } }),
        viewOfSample({ finding: { ...finding, finding: 'F-passed' }, today: ends('2020-01-01', 'yes') }),
        viewOfSample({ finding: { ...finding, finding: 'F-later' }, today: ends('2031-01-01', 'no') }),
        viewOfSample({ finding: { ...finding, finding: 'F-sooner' }, today: ends('2027-01-01', 'no') }),
        viewOfSample({
          finding: { ...finding, finding: 'F-strong', grade: 'strong' },
          today: ends('2033-01-01', 'no'),
        }),
      ],
      NOW,
    )
    const order = [...page.matchAll(/<section class="sheet" id="f-([^"]+)"/g)].map((m) => m[1])
    expect(order).toEqual(['F-strong', 'F-sooner', 'F-later', 'F-passed', 'F-history'])
  })

  it('holds fifty findings: a line and a sheet each', () => {
    const views = Array.from({ length: 50 }, (_, i) => viewOfSample({}, `F-${i}`, `M${i}`))
    const page = findingsPage(views, NOW)
    expect([count(page, '<section class="sheet"'), count(page, 'href="#f-')]).toEqual([50, 50])
    expect(page.length).toBeLessThan(500_000)
  })
})

describe('the sheet', () => {
  const page = (more = {}) => findingsPage([viewOfSample(more)], NOW)

  it('shows figure, line, ratio, basis, valuation and page, the version of the rule and its source', () => {
    for (const part of [
      '销售金额 140,000元 ÷ 标准 50,000元 ＝ 280%',
      '约数；计价：实际销售价格；页码：卷二第15页',
      '规则T04-214-s',
      '按2018年7月9日有效的规定',
      '某市监处罚〔2018〕7号',
      '届满：2023年7月9日',
      '检索本账本第12号以前的记录，截至2026年11月24日',
    ])
      expect(page()).toContain(part)
  })

  it('marks every empty box and says that it is no letter yet', () => {
    expect(page()).toContain('代码：<b class="todo">待核</b>')
    expect(page()).toMatch(/尚有\d+栏待核：本表为工作底稿/)
    expect(page()).not.toContain('<b class="todo">待核</b>实')
  })

  it('tells grades apart without colour', () => {
    const { finding } = viewOfSample()
    expect(page()).toContain('class="grade ask"')
    expect(page({ finding: { ...finding, grade: 'strong' } })).toContain('class="grade strong"')
  })

  it('has a layout for every family, with what speaks against and what would clear it', () => {
    const { finding } = viewOfSample()
    for (const family of FAMILIES)
      for (const part of ['反证', '可据以消除', '尚缺', '依据的文书和事件', '检察官意见', '签名'])
        expect(page({ finding: { ...finding, family } })).toContain(part)
  })
})
