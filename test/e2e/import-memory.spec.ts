import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type Line, reportedTransfer } from './acts-file.ts'
import { dataFolder, endAll, ledger, removeFolders } from './ledger-process.ts'

afterEach(endAll)
afterAll(removeFolders)

/** What the program itself needs, and little more; a fraction of the file. */
const HEAP = ['--max-old-space-size=48', '--max-semi-space-size=2']
const GOOD_LINES = 1_200
const BAD_LINES_PER_GOOD = 25
const BAD_LINE = `{"v":1,${'x'.repeat(2_500)}`

test('a long file is taken in with no more memory than a short one', { timeout: 120_000 }, async () => {
  const data = dataFolder()
  const file = join(dirname(data), 'long.acts.jsonl')
  const bytes = await write(file)
  expect(bytes).toBeGreaterThan(70_000_000)
  const began = performance.now()
  const ended = await ledger(['import', file, '--json', '--data', data], { nodeArgs: HEAP })
  const seconds = (performance.now() - began) / 1000
  expect(ended.stderr).not.toContain('heap out of memory')
  const result = JSON.parse(ended.stdout)
  expect(result).toMatchObject({
    lines: GOOD_LINES * (1 + BAD_LINES_PER_GOOD),
    acts: { recorded: GOOD_LINES, refused: 0 },
    badLines: GOOD_LINES * BAD_LINES_PER_GOOD,
  })
  expect(result.problems.length + result.more).toBe(result.badLines)
  console.info(`import: ${Math.round(GOOD_LINES / seconds)} acts/s, start and catch-up included`)
})

/** Matters of two acts each, and between the acts lines that are none. @returns bytes written. */
const write = async (file: string): Promise<number> => {
  const stream = createWriteStream(file)
  const bad = `${BAD_LINE}\n`.repeat(BAD_LINES_PER_GOOD)
  for (let n = 0; n < GOOD_LINES; n += 1) {
    const decided: Line = n % 2 === 0 ? {} : { act: 'referral.transfer.decide', data: { approved: true } }
    const line = reportedTransfer(`L${n >> 1}`, decided)
    if (!stream.write(`${JSON.stringify(line)}\n${bad}`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  return stream.bytesWritten
}
