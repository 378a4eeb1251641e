import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { reportedTransfer, writeActs } from './acts-file.ts'
import { dataFolder, endAll, ledger, removeFolders } from './ledger-process.ts'

afterEach(endAll)
afterAll(removeFolders)

type Problem = { line: number; code: string; field?: string; matter?: string; act?: string }
type Result = {
  lines: number
  acts: { recorded: number; known: number; unchanged: number; refused: number }
  badLines: number
  problems: Problem[]
  warnings: number
}

describe('import of an acts file', { timeout: 60_000 }, () => {
  const data = dataFolder()
  const file = join(dirname(data), 'some.acts.jsonl')
  const good = reportedTransfer('M1')
  const performed = { mode: 'perform', provenance: undefined }
  const lines = [
    good,
    '{"v":1, not json',
    reportedTransfer('M2', { act: 'referral.transfer.nosuch' }),
    reportedTransfer('M2', { data: { team: ['甲', '乙'] } }),
    reportedTransfer('M3', performed),
    reportedTransfer('M3', {
      ...performed,
      act: 'referral.transfer.dispatch',
      data: { kind: 'crime', to: '某市公安局' },
    }),
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    reportedTransfer('M4', { provenance: undefined }),
    reportedTransfer('M4', { act: 'referral.transfer.decide', data: { approved: true } }),
    reportedTransfer('M5', { agency: '' }),
    reportedTransfer('M6'),
  ]
  const named: Problem[] = [
    { line: 2, code: 'input.not_json' },
    { line: 3, code: 'input.unknown_act', field: 'act', matter: 'M2', act: 'referral.transfer.nosuch' },
    { line: 4, code: 'input.malformed', field: 'data.kind', matter: 'M2', act: 'referral.transfer.report' },
    { line: 6, code: 'transfer.not_approved', matter: 'M3', act: 'referral.transfer.dispatch' },
    { line: 7, code: 'input.unsafe_text' },
    { line: 8, code: 'input.provenance_required', field: 'provenance' },
    { line: 9, code: 'target.unknown_aggregate', matter: 'M4', act: 'referral.transfer.decide' },
    { line: 10, code: 'input.malformed', field: 'agency' },
  ]

  const importJson = async () => {
    const ended = await ledger(['--data', data, 'import', file, '--json'])
    const { problems, ...result } = JSON.parse(ended.stdout) as Result
    const sorted = problems.toSorted((a, b) => a.line - b.line)
    return { ended, result, problems: sorted }
  }

  test('names every bad line with field and code, brings in the rest, and says so by its exit code', async () => {
    writeActs(file, lines)
    const { ended, result, problems } = await importJson()
    expect(problems.map(({ line, code, field, matter, act }) => ({ line, code, field, matter, act }))).toEqual(
      named.map((problem) => expect.objectContaining(problem)),
    )
    expect(result).toMatchObject({
      lines: lines.length,
      acts: { recorded: 3, known: 0, unchanged: 0, refused: 4 },
      badLines: 4,
    })
    expect(ended.code).toBe(1)
    for (const { line, code } of named) expect(ended.stderr).toMatch(new RegExp(`line ${line}: .*${code} · .* · `))
  })

  test('brought in again, changes nothing and says the same', async () => {
    const { ended, result, problems } = await importJson()
    expect(problems.map(({ line, code }) => [line, code])).toEqual(named.map(({ line, code }) => [line, code]))
    expect(result).toMatchObject({ acts: { recorded: 0, known: 3, refused: 4 }, badLines: 4 })
    expect(ended.code).toBe(1)
  })

  test('takes an edited line for a new act, and the same line twice for one', async () => {
    writeActs(file, [good, { ...good, data: { kind: 'crime', team: ['甲', '丙'] } }, good])
    const { ended, result } = await importJson()
    expect(result).toMatchObject({ acts: { recorded: 1, known: 2, refused: 0 }, badLines: 0 })
    expect(ended.code).toBe(0)
    const { stdout } = await ledger(['matter', 'M1', '--json', '--data', data])
    const { dated } = JSON.parse(stdout) as { dated: { data: { team: string[] } }[] }
    expect(dated.map((event) => event.data.team)).toEqual([
      ['甲', '乙'],
      ['甲', '丙'],
    ])
  })

  test('warns of a credit code whose check digit is wrong, and takes it in', async () => {
    const party = { kind: 'company', name: '某公司', creditCode: '91440300MA5F00000X' }
    writeActs(file, [reportedTransfer('M7', { data: { kind: 'crime', suspects: [party] } })])
    const { ended, result } = await importJson()
    expect(result).toMatchObject({ acts: { recorded: 1 }, badLines: 0 })
    expect(result.warnings).toBeGreaterThan(0)
    expect(ended.stderr).toContain('line 1: 提示 note: credit_code_check_digit · suspects.0.creditCode')
    expect(ended.code).toBe(0)
  })
})
