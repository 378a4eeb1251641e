import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { describePostgres, freshDatabase } from '../support/postgres.ts'
import { type Block, blocksOf } from './blocks.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8')
const README = read('README.md')
const [EN, ZH] = [blocksOf(README), blocksOf(read('README.zh.md'))]

/** A folder that looks like a fresh clone after `npm ci`, so that what the commands write stays out of this one. */
const clone = mkdtempSync(join(tmpdir(), 'ledger-readme-'))
for (const name of ['package.json', 'packages', 'services', 'docs', 'node_modules'])
  symlinkSync(join(ROOT, name), join(clone, name))
afterAll(() => rmSync(clone, { recursive: true, force: true }))

/** Starting is most of what a verb does here, and compiling most of that. */
const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled') }

/** A shell of a group of its own, so that nothing it left behind survives it. */
const run = async ({ code }: Block, env: Record<string, string>) => {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', code], {
    cwd: clone,
    env: { ...COMPILED, PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const exit = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    process.kill(-(child.pid as number), 'SIGTERM')
  } catch {
    // Nothing left.
  }
  return { exit, said }
}

const missingTool = ['bash', 'curl', 'openssl'].find((tool) => spawnSync(tool, ['--version']).error !== undefined)
if (missingTool) console.warn(`SKIPPED, no ${missingTool}: the README's commands`)

describe('the two READMEs', () => {
  test('have the same commands', () => {
    expect(EN.filter((b) => b.tested).length).toBeGreaterThan(4)
    expect(ZH).toEqual(EN)
  })

  test.each(['README.md', 'README.zh.md', 'docs/architecture.md', 'docs/adding-an-aggregate.md'])(
    '%s names only files that are there',
    (page) => {
      const folder = join(ROOT, page, '..')
      const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((m) => m[1] ?? '')
      expect(links.length).toBeGreaterThan(3)
      expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([])
    },
  )

  test('list the settings that there are', () => {
    const source = read('packages/service-kit/src/config.ts')
    const settings = [...source.matchAll(/variable: '([A-Z_]+)'/g)].map((m) => m[1])
    expect(settings.length).toBeGreaterThan(8)
    for (const page of [README, read('README.zh.md')])
      expect([...page.matchAll(/^\| `([A-Z_]+)` +\|/gm)].map((m) => m[1]).sort()).toEqual(settings.sort())
  })
})

describePostgres('the commands of the README', { timeout: 120_000 }, () => {
  test.skipIf(missingTool).each(EN.filter((b) => b.tested))('$code', async (block) => {
    const database = block.database ? await freshDatabase() : undefined
    const { exit, said } = await run(block, database ? { DATABASE_URL: database.connectionString } : {})
    await database?.drop()
    expect(exit, said).toBe(block.exit)
  })
})
