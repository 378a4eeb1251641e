import { open } from 'node:fs/promises'
import type { Principal } from '@case-ledger/access'
import { type ActLine, LedgerError, type Problem } from '@case-ledger/contracts'
import { type InterchangeLine, readInterchange } from '@case-ledger/interchange'
import type { Runtime } from '@case-ledger/projections'
import { commandIdOfLine, type Handler } from '@case-ledger/service-kit'
import { traced } from '@case-ledger/telemetry'

export type ImportProblem = Problem & { line: number; matter?: string; act?: string }
export type ImportWarning = { line: number; code: string; field?: string; detail?: string }

export type ImportResult = {
  file: string
  lines: number
  acts: { recorded: number; known: number; unchanged: number; refused: number }
  badLines: number
  /** The first of them; `more` counts the rest, which were told on the way. */
  problems: ImportProblem[]
  more: number
  warnings: number
}

export type ImportOptions = {
  handler: Handler
  importKey: Uint8Array
  processors: Pick<Runtime, 'hold' | 'settle'>
  principal: Principal
  onBytes?: (read: number, of: number) => void
  onProblem?: (problem: ImportProblem) => void
  onWarning?: (warning: ImportWarning) => void
}

/** So many matters are written side by side; acts of one matter keep their order. */
const MATTERS_IN_FLIGHT = 64
const KEPT_PROBLEMS = 200
/** After so many acts the read models catch up: they, too, then never hold more than that of a long file. */
const ACTS_BETWEEN_CATCH_UPS = 1_000
const CATCH_UP_MS = 600_000

/**
 * Brings in an acts file or a published-case file, line by line, in constant memory. A bad line or a refused act is named and
 * does not stop the rest; the same file again changes nothing.
 */
export const importFile = async (file: string, options: ImportOptions): Promise<ImportResult> => {
  const { source, size } = await openFile(file)
  const result: ImportResult = {
    file,
    lines: 0,
    acts: { recorded: 0, known: 0, unchanged: 0, refused: 0 },
    badLines: 0,
    problems: [],
    more: 0,
    warnings: 0,
  }
  const report = (problem: ImportProblem) => {
    if (result.problems.length < KEPT_PROBLEMS) result.problems.push(problem)
    else result.more += 1
    options.onProblem?.(problem)
  }

  const submit = async (act: ActLine, line: number): Promise<void> => {
    try {
      const { v: _version, id: _id, ...said } = act
      const receipt = await traced('import.line', { line }, () =>
        options.handler.submit({
          ...said,
          commandId: commandIdOfLine(options.importKey, act),
          principal: options.principal,
        }),
      )
      result.acts[receipt.outcome] += 1
    } catch (error) {
      if (!(error instanceof LedgerError) || error.status >= 500) throw error
      result.acts.refused += 1
      report({ ...problemOf(error), line, act: act.act, ...(act.matter ? { matter: act.matter } : {}) })
    }
  }

  const lanes = createLanes(MATTERS_IN_FLIGHT)
  const takeIn = async (read: InterchangeLine): Promise<void> => {
    result.lines += 1
    if (read.problems.length > 0) result.badLines += 1
    for (const problem of read.problems) report({ ...problem, line: read.line })
    for (const warning of read.warnings) options.onWarning?.({ line: read.line, ...warning })
    result.warnings += read.warnings.length
    for (const act of read.acts) await lanes.run(act.matter ?? '', () => submit(act, read.line))
  }

  const release = options.processors.hold()
  try {
    let since = 0
    for await (const read of readInterchange(source)) {
      await takeIn(read)
      options.onBytes?.(source.bytesRead, size)
      since += read.acts.length
      if (since < ACTS_BETWEEN_CATCH_UPS) continue
      since = 0
      await lanes.drained()
      await options.processors.settle(CATCH_UP_MS)
    }
    await lanes.drained()
  } finally {
    release()
  }
  return result
}

export const allWell = (result: ImportResult): boolean => result.badLines === 0 && result.acts.refused === 0

const openFile = async (file: string) => {
  const handle = await open(file).catch((cause: unknown) => {
    throw new LedgerError('input.file_unreadable', { field: file, cause })
  })
  const stats = await handle.stat()
  if (!stats.isDirectory()) return { source: handle.createReadStream(), size: stats.size }
  await handle.close()
  throw new LedgerError('input.file_unreadable', { field: file, detail: 'a folder' })
}

const problemOf = (error: LedgerError): Problem => {
  const { code, field, rule, detail } = error
  return { code, ...(field ? { field } : {}), ...(rule ? { rule } : {}), ...(detail ? { detail } : {}) }
}

/**
 * Work in lanes: one after the other within a lane, at most so many lanes at once. `run` resolves as soon as there is room
 * for more, so that a reader of any length is held back; a failure comes out at the next call.
 */
const createLanes = (most: number) => {
  const lanes = new Map<string, Promise<void>>()
  let inFlight = 0
  let failed: { error: unknown } | undefined
  const check = () => {
    if (failed) throw failed.error
  }
  return {
    async run(lane: string, work: () => Promise<void>): Promise<void> {
      check()
      inFlight += 1
      const mine = (lanes.get(lane) ?? Promise.resolve())
        .then(() => (failed ? undefined : work()))
        .catch((error: unknown) => {
          failed ??= { error }
        })
        .finally(() => {
          inFlight -= 1
          if (lanes.get(lane) === mine) lanes.delete(lane)
        })
      lanes.set(lane, mine)
      while (inFlight >= most * 2 || lanes.size > most) await Promise.race(lanes.values())
      check()
    },
    async drained(): Promise<void> {
      await Promise.all(lanes.values())
      check()
    },
  }
}
