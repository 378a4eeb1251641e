import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SAMPLE_FILE } from '@case-ledger/interchange'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportedTransfer, writeActs } from './acts-file.ts'
import {
  dataFolder,
  type Ended,
  gone,
  ledger,
  postgresOf,
  type Running,
  removeFolders,
  startLedger,
} from './ledger-process.ts'
import { getJson, type Json, pickAddress, pickToken } from './served.ts'

/** Three published cases: one that was not transferred at first, one fined before the criminal side began, one transferred. */
const CASES = ['C008', 'C053', 'C057']

/** Exactly one JSON document on stdout, and that all went well. */
const documentOf = ({ code, stdout, stderr }: Ended): Json => {
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(stdout.trimEnd()).not.toContain('\n')
  return JSON.parse(stdout) as Json
}

const keysOf = (values: unknown): string[][] =>
  [...new Set((values as object[]).map((value) => Object.keys(value).sort().join()))].map((keys) => keys.split(','))

describe('the command line beside a running server', { timeout: 60_000 }, () => {
  const data = dataFolder()
  const beside = (name: string) => join(dirname(data), name)
  let server: Running
  let address: string
  let procurator: string
  const json = async (...args: string[]) => documentOf(await ledger([...args, '--json', '--data', data]))

  beforeAll(async () => {
    const chosen = readFileSync(SAMPLE_FILE, 'utf8')
      .split('\n')
      .filter((line) => CASES.some((id) => line.includes(`"id":"${id}"`) || line.includes(`"id": "${id}"`)))
    expect(chosen).toHaveLength(CASES.length)
    writeFileSync(beside('cases.jsonl'), `${chosen.join('\n')}\n`)
    server = startLedger(['serve', '--no-sample', '--data', data, '--port', '0'])
    const said = await server.said('Ctrl-C')
    expect(said).toContain('No findings')
    address = pickAddress(said)
    procurator = pickToken(said, 'procurator')
  }, 60_000)
  afterAll(removeFolders)

  const foundByServer = async () =>
    ((await getJson(`${address}/supervision/findings`, procurator)).body as { findings: Json[] }).findings

  test('brings in published cases while the server runs, and the server shows them', async () => {
    expect(await foundByServer()).toEqual([])
    const result = await json('import', beside('cases.jsonl'))
    expect(result).toMatchObject({ lines: CASES.length, badLines: 0, acts: { refused: 0, known: 0 } })
    const matters = (await foundByServer()).map((finding) => finding.matter)
    expect(matters).toEqual(expect.arrayContaining(['C008', 'C053']))
    const again = await json('import', beside('cases.jsonl'))
    expect(again).toMatchObject({ acts: { recorded: 0, unchanged: 0, refused: 0 } })
    const timeline = await getJson(`${address}/views/matters/C057/timeline`, procurator)
    expect(timeline.status).toBe(200)
    expect((timeline.body as { dated: unknown[] }).dated.length).toBeGreaterThan(0)
  })

  test('answers assess, findings and matter with one document of the agreed shape', async () => {
    const [assess, one, findings, matter] = await Promise.all([
      json('assess'),
      json('assess', '--matter', 'C008'),
      json('findings'),
      json('matter', 'C008'),
    ])
    const assessments = assess.assessments as Json[]
    expect(Object.keys(assess)).toEqual(['assessments'])
    expect(new Set(assessments.map((a) => a.matter))).toEqual(new Set(CASES))
    expect(new Set(assessments.map((a) => a.question))).toEqual(new Set(['at-decision', 'today']))
    for (const keys of keysOf(assessments))
      expect(keys).toEqual(
        expect.arrayContaining(
          'matter subject offence elements rule limb measured threshold verdict question lawAt missing'.split(' '),
        ),
      )
    expect(one.assessments).toEqual(assessments.filter((a) => a.matter === 'C008'))

    expect(Object.keys(findings)).toEqual(['findings'])
    expect(findings.findings).toEqual(await foundByServer())
    for (const keys of keysOf(findings.findings))
      expect(keys).toEqual(
        expect.arrayContaining(
          'id matter family grade rule status explanation events missing against clearedBy'.split(' '),
        ),
      )
    const [first] = findings.findings as { explanation: Json }[]
    expect(first!.explanation).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.stringMatching(/[a-z]/),
    })

    expect(matter).toMatchObject({
      matter: 'C008',
      dated: expect.any(Array),
      undated: expect.any(Array),
      incomplete: 0,
    })
  })

  test('shows a matter as of a day and as known on a day', async () => {
    const [all, early, late, before, after] = await Promise.all([
      json('matter', 'C053'),
      json('matter', 'C053', '--as-of', '2012-10-28'),
      json('matter', 'C053', '--as-of', '2012-10-31'),
      json('matter', 'C053', '--known-at', '2001-01-01'),
      json('matter', 'C053', '--known-at', '2999-12-31'),
    ])
    const ids = ({ dated, undated }: Json) => [...(dated as Json[]), ...(undated as Json[])].map((event) => event.id)
    // Fined on 2012-10-26, the first step of the criminal side on 2012-10-30.
    expect(ids(early).length).toBeLessThan(ids(late).length)
    expect(ids(late).length).toBeLessThan(ids(all).length)
    expect(ids(before)).toEqual([])
    expect(ids(after)).toEqual(ids(all))
    const unknown = await ledger(['matter', 'nobody', '--json', '--data', data])
    expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('target.not_found') })
  })

  test('writes the worklist as one page that needs nothing else', async () => {
    const page = beside('findings.html')
    const { findings } = await json('findings', '--html', page)
    const html = readFileSync(page, 'utf8')
    expect(html).toMatch(/^<!doctype html>/i)
    expect(html).toContain('应移未移线索核查表')
    for (const finding of findings as Json[]) expect(html).toContain(finding.id)
    expect(html).not.toMatch(/<(script|link|img|iframe)\b|\b(src|href)="(?!#)|url\(|@import/i)
  })

  test('takes its folder before the verb and after it, the later one first, and prints tables without --json', async () => {
    const [before, after, both] = await Promise.all([
      ledger(['--data', data, 'findings']),
      ledger(['findings', '--data', data]),
      ledger(['--data', dataFolder(), 'findings', '--data', data]),
    ])
    expect(before).toMatchObject({ code: 0, stdout: expect.stringContaining('C008') })
    expect(after).toEqual(before)
    expect(both).toEqual(before)
  })

  test('stops with the server; then works alone on the same folder, several at once', async () => {
    const assessed = await json('assess')
    const found = await foundByServer()
    const postgres = postgresOf(data)!
    server.signal('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(await gone(postgres)).toBe(true)
    writeActs(beside('more.acts.jsonl'), [reportedTransfer('M1')])
    const [assess, findings, imported] = await Promise.all([
      json('assess'),
      json('findings'),
      json('import', beside('more.acts.jsonl')),
    ])
    expect((assess.assessments as Json[]).filter((a) => a.matter !== 'M1')).toEqual(assessed.assessments)
    expect(findings.findings).toEqual(found)
    expect(imported).toMatchObject({ acts: { recorded: 1 } })
    expect(postgresOf(data)).toBeUndefined()
  })
})

describe('the rules', { timeout: 60_000 }, () => {
  afterAll(removeFolders)

  test('are listed, explained and applied to a file of facts, without a ledger', async () => {
    const data = dataFolder()
    const facts = join(dirname(data), 'facts.json')
    writeFileSync(facts, JSON.stringify(FACTS))
    const [list, explained, checked, unknown] = await Promise.all([
      ledger(['rules', 'list', '--json']),
      ledger(['rules', 'explain', 'T04-214-s', '--json']),
      ledger(['rules', 'check', facts, '--json']),
      ledger(['rules', 'explain', 'T04-214-nosuch', '--json']),
    ])
    expect(documentOf(list)).toMatchObject({ total: 600, notComputable: expect.any(Array) })
    expect(documentOf(explained)).toMatchObject({ rule: { id: 'T04-214-s' } })
    const { assessments } = documentOf(checked) as { assessments: Json[] }
    expect(assessments).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ matter: 'X1', offence: '214', question: 'at-decision', verdict: 'met' }),
      ]),
    )
    expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('rules.unknown_rule') })
  })
})

/** Counterfeit goods sold for 140,000 yuan in 2018; the line was 50,000. */
const FACTS = {
  matter: 'X1',
  decidedAt: { value: '2018-08-01', precision: 'day' },
  sheets: [
    {
      subject: 'm-0123456789abcdef0123456789abcdef',
      right: 'goods_mark',
      roles: ['seller'],
      amounts: [{ basis: 'sales', value: 14_000_000 }],
      conduct: { to: { value: '2018-07', precision: 'month' } },
    },
  ],
}
