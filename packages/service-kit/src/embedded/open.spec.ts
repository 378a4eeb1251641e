import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Layout, layoutOf } from './layout.ts'
import { type OpenStep, openEmbedded } from './open.ts'
import { readPostmaster } from './postmaster-file.ts'
import { processIdentity } from './process-table.ts'
import { openInOtherProcess } from './testing/other-process.ts'

const isRoot = process.getuid?.() === 0
const NOBODY = 65_534

const query = async (connectionString: string, sql: string) => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** One folder, made once: each test leaves it stopped and in order. */
describe('a data folder', () => {
  let base: string
  let folder: string
  let at: Layout
  beforeAll(() => {
    // Closed to others, as root's home is: the database must work there too.
    base = mkdtempSync(join(tmpdir(), 'embedded-'))
    folder = join(base, 'data')
    at = layoutOf(folder)
  })
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  const steps = async (options = {}) => {
    const said: OpenStep[] = []
    const embedded = await openEmbedded(folder, { ...options, onProgress: (step) => said.push(step) })
    return { ...embedded, said }
  }

  test('that is new has one owner when several processes open it at once', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openInOtherProcess(folder)))
    expect(opened.map((one) => one.attached).sort()).toEqual([false, true, true])
    expect(new Set(opened.map((one) => one.connectionString)).size).toBe(1)
    const [owner] = opened.filter((one) => !one.attached)
    await query(owner!.connectionString, "create table kept as select 'since the first start' as what")
    for (const guest of opened.filter((one) => one.attached)) await guest.leave()
    expect(await query(owner!.connectionString, 'select what from kept')).toHaveLength(1)
    await owner!.leave()
    expect(existsSync(at.lock)).toBe(false)
    expect(readPostmaster(at.postmaster)).toBeUndefined()
  })

  test('keeps its data and port, and is reached on loopback by password only, writing through to the disk', async () => {
    const first = await steps()
    expect(first.said).toEqual(['starting'])
    expect(await query(first.connectionString, 'select what from kept')).toEqual([{ what: 'since the first start' }])
    const [settings] = await query(
      first.connectionString,
      `select current_setting('fsync') as fsync, current_setting('listen_addresses') as addresses,
         current_setting('unix_socket_directories') as sockets, current_setting('server_version_num')::int as version`,
    )
    expect(settings).toMatchObject({ fsync: 'on', addresses: '127.0.0.1', sockets: '' })
    expect(settings.version).toBeGreaterThanOrEqual(180_000)
    await expect(query(first.connectionString.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      'password',
    )
    await first.stop()
    await first.stop()
    const second = await steps()
    expect(second.connectionString).toBe(first.connectionString)
    await second.stop()
  })

  test('is attached to by a second process, which leaves it running; Ctrl-C does not reach the database', async () => {
    const owner = await openInOtherProcess(folder)
    const guest = await steps()
    expect(guest).toMatchObject({ attached: true, said: ['attaching'], connectionString: owner.connectionString })
    process.kill(-owner.pid, 'SIGINT')
    await guest.stop()
    expect(await query(owner.connectionString, 'select what from kept')).toHaveLength(1)
    await owner.leave()
    await expect(query(owner.connectionString, 'select 1')).rejects.toThrow()
  })

  test('whose owner was killed is adopted with its running database, and then stopped by who adopted it', async () => {
    const owner = await openInOtherProcess(folder)
    const server = readPostmaster(at.postmaster)
    await owner.kill()
    const heir = await steps()
    expect(heir).toMatchObject({ attached: false, said: ['adopting'] })
    expect(readPostmaster(at.postmaster)).toEqual(server)
    await heir.stop()
    expect(readPostmaster(at.postmaster)).toBeUndefined()
    expect(existsSync(at.lock)).toBe(false)
  })

  test('whose owner and database were both killed starts again with all that was committed', async () => {
    const owner = await openInOtherProcess(folder)
    await query(owner.connectionString, "insert into kept values ('just before the end')")
    await owner.kill()
    process.kill(readPostmaster(at.postmaster)!.pid, 'SIGKILL')
    while (readPostmaster(at.postmaster)) await setImmediate()
    const next = await steps()
    expect(next).toMatchObject({ attached: false, said: ['starting'] })
    expect(await query(next.connectionString, 'select what from kept')).toHaveLength(2)
    await next.stop()
  })

  test('whose database alone was killed gets it back from its owner, where it was, with all that was committed', async () => {
    const owner = await steps()
    const before = await query(owner.connectionString, 'select what from kept')
    const { pid } = readPostmaster(at.postmaster)!
    process.kill(pid, 'SIGKILL')
    let after: unknown
    while (after === undefined)
      after = await query(owner.connectionString, 'select what from kept').catch(() => undefined)
    expect(after).toEqual(before)
    expect(readPostmaster(at.postmaster)!.pid).not.toBe(pid)
    await owner.stop()
    expect(readPostmaster(at.postmaster)).toBeUndefined()
  })

  test('takes another port when its own is taken', async () => {
    const before = Number(readFileSync(at.port, 'utf8'))
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(before, '127.0.0.1', resolve))
    const opened = await steps()
    expect(new URL(opened.connectionString).port).not.toBe(String(before))
    await opened.stop()
    other.close()
  })

  describe('is in use', () => {
    test('when a living process holds its lock and no database answers', async () => {
      writeFileSync(at.lock, JSON.stringify({ pid: process.ppid, identity: processIdentity(process.ppid) }))
      const opening = openEmbedded(folder, { patience: 100 })
      await expect(opening).rejects.toMatchObject({
        code: 'run.data_in_use',
        detail: expect.stringContaining(`${process.ppid}`),
      })
      rmSync(at.lock)
    })

    test('not when the lock names a process that has the number of a dead owner', async () => {
      writeFileSync(at.lock, JSON.stringify({ pid: process.ppid, identity: 'of an earlier process' }))
      const opened = await steps({ patience: 100 })
      expect(opened.attached).toBe(false)
      await opened.stop()
    })

    test('when a database runs on it that does not know our password', async () => {
      const opened = await steps()
      const other = layoutOf(join(base, 'other'))
      mkdirSync(other.folder)
      symlinkSync(at.cluster, other.cluster)
      mkdirSync(other.secrets)
      for (const file of ['database-password', 'ledger-secret', 'operator-key.pem'])
        writeFileSync(join(other.secrets, file), 'f'.repeat(64))
      await expect(openEmbedded(other.folder)).rejects.toMatchObject({ code: 'run.data_in_use' })
      expect(existsSync(other.lock)).toBe(false)
      expect(await query(opened.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
      await opened.stop()
    })
  })

  describe('is broken', () => {
    test('when the database does not start; the log is named, and nothing stays locked', async () => {
      const version = join(at.cluster, 'PG_VERSION')
      renameSync(version, `${version}.kept`)
      writeFileSync(version, 'no version\n')
      chmodSync(version, 0o644)
      await expect(openEmbedded(folder)).rejects.toMatchObject({
        code: 'run.database_broken',
        detail: expect.stringMatching(/FATAL.*postgres\.log/),
      })
      expect(existsSync(at.lock)).toBe(false)
      renameSync(`${version}.kept`, version)
      await (await steps()).stop()
    })

    test('when a secret is gone: none is made anew beside a database', async () => {
      const secret = join(at.secrets, 'ledger-secret')
      renameSync(secret, `${secret}.kept`)
      await expect(openEmbedded(folder)).rejects.toMatchObject({ code: 'run.bad_configuration', field: secret })
      expect(existsSync(secret)).toBe(false)
      renameSync(`${secret}.kept`, secret)
    })
  })

  test('keeps its secrets to its owner and hands out the same each time', async () => {
    for (const file of ['database-password', 'ledger-secret', 'operator-key.pem'])
      expect(statSync(join(at.secrets, file)).mode & 0o777).toBe(0o600)
    const first = await steps()
    await first.stop()
    const second = await steps()
    await second.stop()
    expect(second.secrets).toEqual(first.secrets)
    expect(first.secrets.secret).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('a folder that cannot be written', () => {
  test.each([
    ['a file stands in its place', () => join(mkdtempSync(join(tmpdir(), 'embedded-')), 'file'), true],
    ['the system lets nobody write there, not even root', () => '/proc/case-ledger', false],
  ])('is refused: %s', async (_, path, isFile) => {
    const folder = path()
    if (isFile) writeFileSync(folder, '')
    await expect(openEmbedded(folder)).rejects.toMatchObject({
      code: 'run.data_unwritable',
      detail: expect.stringContaining(folder),
    })
    if (isFile) rmSync(join(folder, '..'), { recursive: true })
  })

  test.skipIf(isRoot)('is refused: its mode says so (not tried as root, to whom modes mean nothing)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'embedded-'))
    chmodSync(folder, 0o500)
    await expect(openEmbedded(folder)).rejects.toMatchObject({ code: 'run.data_unwritable' })
    rmSync(folder, { recursive: true })
  })
})

test.skipIf(!isRoot)('works for an ordinary user too (tried as root only: else all of the above is that)', async () => {
  const base = mkdtempSync(join(tmpdir(), 'embedded-'))
  chownSync(base, NOBODY, NOBODY)
  const opened = await openInOtherProcess(join(base, 'data'), { uid: NOBODY, gid: NOBODY })
  expect(await query(opened.connectionString, 'select current_user as name')).toEqual([{ name: 'ledger' }])
  expect(statSync(join(base, 'data', 'postgres')).uid).toBe(NOBODY)
  await opened.leave()
  rmSync(base, { recursive: true })
})
