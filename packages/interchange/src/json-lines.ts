import { createReadStream } from 'node:fs'
import type { Problem } from '@case-ledger/contracts'

/** One line may hold no more bytes than one event (64 KiB). */
export const MAX_LINE_BYTES = 65_536
/** No act nests deeper; deeper JSON is somebody's attack on the parser. */
export const MAX_DEPTH = 32

export type JsonLine = { line: number; value: unknown } | { line: number; problem: Problem }

const NEWLINE = 0x0a

type RawLine = { line: number; bytes: Uint8Array } | { line: number; tooLarge: true }

/** Cuts bytes into lines, holding at most one line in memory; what exceeds the limit is skipped up to its end. */
const rawLines = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<RawLine> {
  let parts: Uint8Array[] = []
  let held = 0
  let line = 1
  const take = (piece: Uint8Array) => {
    held += piece.length
    if (held <= MAX_LINE_BYTES) parts.push(piece)
    else parts = []
  }
  const finished = (): RawLine => {
    const done: RawLine = held > MAX_LINE_BYTES ? { line, tooLarge: true } : { line, bytes: Buffer.concat(parts) }
    parts = []
    held = 0
    line += 1
    return done
  }
  for await (const chunk of source) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, at))
      yield finished()
      from = at + 1
    }
    // A copy: the stream may reuse its buffer before the line ends.
    if (from < chunk.length) take(Uint8Array.prototype.slice.call(chunk, from))
  }
  if (held > 0) yield finished()
}

const safe = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** What canonical JSON cannot hold: NUL, lone surrogates, unsafe numbers; or nesting beyond the limit. */
export const unsafeValue = (value: unknown, depth = 0, field = ''): Problem | undefined => {
  if (depth > MAX_DEPTH) return { code: 'input.malformed', field, detail: `nested deeper than ${MAX_DEPTH}` }
  if (typeof value === 'string') return safe(value) ? undefined : { code: 'input.unsafe_text', field }
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER
      ? undefined
      : { code: 'input.unsafe_text', field }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    if (!safe(key)) return { code: 'input.unsafe_text', field }
    const problem = unsafeValue(inner, depth + 1, field === '' ? key : `${field}.${key}`)
    if (problem) return problem
  }
  return undefined
}

const parse = (line: number, text: string): JsonLine => {
  const bad = (problem: Problem): JsonLine => ({ line, problem: { ...problem, line } })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad({ code: 'input.not_json' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad({ code: 'input.not_json', detail: 'not an object' })
  const problem = unsafeValue(value)
  return problem ? bad(problem) : { line, value }
}

/**
 * Reads one JSON object a line from a file or byte stream, in constant memory. Takes LF and CRLF, a byte order mark, blank
 * lines (skipped, counted) and a missing last newline. A bad line is named and the rest goes on. Lines count from 1.
 */
export const readJsonLines = async function* (source: string | AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for await (const raw of rawLines(typeof source === 'string' ? createReadStream(source) : source)) {
    const { line } = raw
    if ('tooLarge' in raw) {
      yield { line, problem: { code: 'input.too_large', line, detail: `more than ${MAX_LINE_BYTES} bytes` } }
      continue
    }
    let text: string
    try {
      text = decoder.decode(raw.bytes)
    } catch {
      yield { line, problem: { code: 'input.unsafe_text', line, detail: 'not valid UTF-8' } }
      continue
    }
    if (line === 1) text = text.replace(/^\uFEFF/, '')
    if (text.trim() === '') continue
    yield parse(line, text)
  }
}
