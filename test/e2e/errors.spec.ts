import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { describePostgres, freshDatabase } from '../support/postgres.ts'
import {
  dataFolder,
  type Ended,
  endAll,
  gone,
  ledger,
  postgresOf,
  removeFolders,
  startLedger,
  startService,
} from './ledger-process.ts'

afterEach(endAll)
afterAll(removeFolders)

/** One sentence: code, what it is in both languages, where, what to do. Nothing else but steps told before it. */
const expectSentence = ({ code, stdout, stderr }: Ended, errorCode: string, ...about: string[]) => {
  const lines = stderr.trim().split('\n')
  const last = lines.at(-1)!
  expect(last).toMatch(/^[a-z]+\.[a-z_]+ · \p{Script=Han}\S* [a-z].* · ./u)
  expect(last.split(' · ')[0]).toBe(errorCode)
  for (const text of about) expect(last).toContain(text)
  expect(lines.slice(0, -1).filter((line) => !/(database|closing|process)$/.test(line))).toEqual([])
  expect(stdout).toBe('')
  expect(code).toBe(1)
}

describe('serve says in one sentence why it does not start, and leaves nothing running', { timeout: 60_000 }, () => {
  const data = dataFolder()
  const serve = (folder: string, port = '0') => ledger(['serve', '--data', folder, '--port', port, '--no-sample'])
  const expectNothingLeft = (folder: string) => {
    expect(postgresOf(folder)).toBeUndefined()
    expect(existsSync(join(folder, 'ledger.lock'))).toBe(false)
  }

  test('a used port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const ended = await serve(data, String(port))
    other.close()
    expectSentence(ended, 'run.port_in_use', String(port), '--port')
    expectNothingLeft(data)
  })

  test('a folder that cannot be written', async () => {
    const file = join(dirname(data), 'a-file')
    writeFileSync(file, '')
    expectSentence(await serve(join(file, 'data')), 'run.data_unwritable', join(file, 'data'), '--data')
  })

  test('a folder that is served already, or whose database knows another password', async () => {
    const first = startLedger(['serve', '--data', data, '--port', '0', '--no-sample'])
    await first.said('Ctrl-C')
    const postgres = postgresOf(data)!
    expectSentence(await serve(data), 'run.data_in_use', data)
    const password = join(data, 'secrets', 'database-password')
    renameSync(password, `${password}.own`)
    writeFileSync(password, 'of somebody else\n')
    expectSentence(await serve(data), 'run.data_in_use', data, String(postgres))
    expectSentence(await ledger(['findings', '--data', data]), 'run.data_in_use', data)
    renameSync(`${password}.own`, password)
    // Whoever was refused did no harm.
    first.signal('SIGTERM')
    expect((await first.ended).code).toBe(0)
    expect(await gone(postgres)).toBe(true)
  })

  test('a database without its secrets', async () => {
    const secret = join(data, 'secrets', 'ledger-secret')
    renameSync(secret, `${secret}.away`)
    expectSentence(await serve(data), 'run.bad_configuration', secret)
    renameSync(`${secret}.away`, secret)
    expectNothingLeft(data)
  })

  test('a broken database', async () => {
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), 'not a version\n')
    expectSentence(await serve(data), 'run.database_broken', join(data, 'postgres.log'))
    expect(readFileSync(join(data, 'postgres.log'), 'utf8')).not.toBe('')
    expectNothingLeft(data)
  })
})

describe('a verb says what is wrong with how it was called', { timeout: 60_000 }, () => {
  test('what is no verb, option, argument or date', async () => {
    const calls = [
      { args: ['nosuch'], says: "unknown command 'nosuch'" },
      { args: ['findings', '--nosuch'], says: "unknown option '--nosuch'" },
      { args: ['import'], says: "missing required argument 'file'" },
      { args: ['matter', 'C008', '--known-at', '2024-02-31'], says: 'YYYY-MM-DD' },
    ]
    const answers = await Promise.all(calls.map(async ({ args, says }) => ({ says, ended: await ledger(args) })))
    for (const { says, ended } of answers) {
      expect(ended).toMatchObject({ code: 1, stdout: '' })
      expect(ended.stderr).toContain(says)
      expect(ended.stderr).toContain('--help')
      expect(ended.stderr).not.toMatch(/^ +at /m)
    }
  })

  test('a setting that cannot be', async () => {
    const data = dataFolder()
    expectSentence(await ledger(['serve', '--data', data, '--port', 'http']), 'run.bad_configuration', '--port')
    const env = { DATABASE_URL: 'mysql://127.0.0.1/ledger' }
    expectSentence(await ledger(['findings', '--data', data], { env }), 'run.bad_configuration', 'DATABASE_URL')
    expect(existsSync(data)).toBe(false)
  })

  test('a file that is none', async () => {
    const data = dataFolder()
    mkdirSync(data)
    const [none, folder, rules] = await Promise.all([
      ledger(['import', join(data, 'none'), '--data', data]),
      ledger(['import', data, '--data', data]),
      ledger(['rules', 'check', data]),
    ])
    expectSentence(none, 'input.file_unreadable', join(data, 'none'))
    expectSentence(folder, 'input.file_unreadable', data)
    expectSentence(rules, 'input.file_unreadable', data)
    const page = ['findings', '--html', join(data, 'none', 'page.html'), '--data', data]
    expectSentence(await ledger(page), 'run.file_unwritable', '--html')
  })
})

describePostgres('a database server of one’s own', { timeout: 60_000 }, () => {
  test('that cannot be used is named with its setting, and its password is not', async () => {
    const database = await freshDatabase()
    const right = new URL(database.connectionString)
    const with_ = (part: Partial<Pick<URL, 'password' | 'pathname' | 'port'>>) =>
      Object.assign(new URL(right.href), part).href
    const LEDGER_SECRET = 'ab'.repeat(32)
    const findings = (DATABASE_URL: string, more = { LEDGER_SECRET }) =>
      ledger(['findings'], { env: { DATABASE_URL, ...more } })
    try {
      const [password, name, port, secret, schema, alone] = await Promise.all([
        findings(with_({ password: 'wrong-secret' })),
        findings(with_({ pathname: '/nosuch' })),
        findings(with_({ port: '1' })),
        findings(right.href, { LEDGER_SECRET: '' }),
        findings(right.href),
        startService('referral', { DATABASE_URL: right.href, LEDGER_SECRET }).ended,
      ])
      expectSentence(password, 'run.bad_configuration', 'DATABASE_URL')
      expect(password.stderr).not.toContain('wrong-secret')
      expectSentence(name, 'run.bad_configuration', 'DATABASE_URL', 'nosuch')
      expectSentence(port, 'ledger.unavailable')
      expectSentence(secret, 'run.bad_configuration', 'LEDGER_SECRET')
      expectSentence(schema, 'run.schema_older', 'ledger migrate')
      expectSentence(alone, 'run.bad_configuration', 'LEDGER_TOKEN_KEYS')
    } finally {
      await database.drop()
    }
  })
})
