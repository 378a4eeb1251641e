import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonLine, MAX_LINE_BYTES, readJsonLines } from './json-lines.ts'

const bytesOf = (...parts: (string | Uint8Array)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)))
const chunked = async function* (bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const readAll = async (bytes: Uint8Array, size = 7): Promise<JsonLine[]> => {
  const lines: JsonLine[] = []
  for await (const line of readJsonLines(chunked(bytes, size))) lines.push(line)
  return lines
}
const codes = (lines: readonly JsonLine[]) => lines.map((l) => ('problem' in l ? l.problem.code : l.value))

describe('lines', () => {
  it('takes a byte order mark, CRLF, blank lines and a missing last newline, and counts every line', async () => {
    const lines = await readAll(bytesOf('\uFEFF{"a":1}\r\n\r\n  \n{"a":2}'))
    expect(lines).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 4, value: { a: 2 } },
    ])
  })

  it('names a bad line and goes on with the rest', async () => {
    const lines = await readAll(
      bytesOf(
        '{"a":1}\n{oops\n[1]\n',
        Uint8Array.of(0x22, 0xff, 0x22),
        '\n{"t":"\\u0000"}\n{"t":"\\ud800"}\n{"a":2}\n',
      ),
    )
    expect(codes(lines)).toEqual([
      { a: 1 },
      'input.not_json',
      'input.not_json',
      'input.unsafe_text',
      'input.unsafe_text',
      'input.unsafe_text',
      { a: 2 },
    ])
    expect(lines.map((l) => l.line)).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  it('skips a line over the limit without holding it, and reads one just at the limit', async () => {
    const just = `{"t":"${'x'.repeat(MAX_LINE_BYTES - 8)}"}`
    const over = `{"t":"${'x'.repeat(MAX_LINE_BYTES)}"}`
    const lines = await readAll(bytesOf(`${just}\n${over}\n{"a":1}\n`), 4096)
    expect(lines.map((l) => ('problem' in l ? l.problem.code : 'read'))).toEqual(['read', 'input.too_large', 'read'])
  })

  it('refuses nesting that no act has', async () => {
    const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    expect(codes(await readAll(bytesOf(`${deep}\n{"a":1}`)))).toEqual(['input.malformed', { a: 1 }])
  })

  it('reads the same whatever the pieces the bytes come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ 文: fc.string() })),
        fc.integer({ min: 1, max: 40 }),
        async (values, size) => {
          const bytes = bytesOf(values.map((value) => JSON.stringify(value)).join('\r\n'))
          expect(await readAll(bytes, size)).toEqual(await readAll(bytes, 1 << 16))
        },
      ),
    )
  })

  it('never throws on arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        for (const line of await readAll(bytes)) expect(line.line).toBeGreaterThan(0)
      }),
    )
  })

  it('reads a file by its path', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lines-')), 'x.jsonl')
    writeFileSync(path, '{"a":1}\n')
    const lines: JsonLine[] = []
    for await (const line of readJsonLines(path)) lines.push(line)
    expect(lines).toEqual([{ line: 1, value: { a: 1 } }])
  })
})

describe('memory', () => {
  it('needs no more for 100,000 lines than for 1,000', async () => {
    const line = `${JSON.stringify({ v: 1, act: 'intake.case.close', text: '字'.repeat(300) })}\n`
    const source = (count: number) =>
      Readable.from(
        (function* () {
          for (let i = 0; i < count; i += 100) yield Buffer.from(line.repeat(100))
        })(),
      )
    const peak = async (count: number): Promise<number> => {
      let most = 0
      let seen = 0
      for await (const _ of readJsonLines(source(count))) {
        seen += 1
        if (seen % 500 === 0) most = Math.max(most, process.memoryUsage().heapUsed)
      }
      expect(seen).toBe(count)
      return most
    }
    const few = await peak(1000)
    // The whole input is over 90 MB; garbage not yet collected stays far below that.
    expect((await peak(100_000)) - few).toBeLessThan(60_000_000)
  })
})
