import { describe, expect, it } from 'vitest'
import { html, Safe } from './html.ts'
import { findingsPage } from './page.ts'

describe('html', () => {
  it('escapes every value that is not itself page', () => {
    expect(html`<p>${'<script>"&\''}</p>`.text).toBe('<p>&lt;script&gt;&quot;&amp;&#39;</p>')
    expect(html`<p>${[new Safe('<b>'), '<i>']}</p>`.text).toBe('<p><b>&lt;i&gt;</p>')
  })
})

describe('the page of findings', () => {
  it('is one self-contained document, also with nothing to show', () => {
    const page = findingsPage([], '2026-11-24T00:00:00.000Z')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('没有线索')
    expect(page).not.toMatch(/https?:|<link|<script/)
  })
})
